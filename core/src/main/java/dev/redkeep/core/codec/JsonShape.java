package dev.redkeep.core.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.ser.std.EnumSerializer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Describes what Jackson writes for a type, in one line that is the same in every process: property names in
 * alphabetical order with their types, recursively. Classes with properties are described by these and not by name.
 * Everything else (numbers, text, java.time) is a leaf with the name of its class. Where a class with properties
 * occurs again, {@code #n} points to its n-th first occurrence, so cycles end and shared classes stay cheap.
 */
final class JsonShape {
    private static final String JACKSON = "com.fasterxml.jackson.";

    private final SerializerProvider serializers;
    private final Map<JavaType, Integer> seen = new HashMap<>();

    private JsonShape(SerializerProvider serializers) {
        this.serializers = serializers;
    }

    /**
     * The description of {@code type} under the settings of {@code mapper}.
     *
     * @throws IllegalArgumentException if the mapper cannot write the type
     */
    static String of(ObjectMapper mapper, JavaType type) {
        String format = mapper.getFactory().getFormatName();
        try {
            return format + ' ' + new JsonShape(mapper.getSerializerProviderInstance()).shape(type);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("type cannot be written: " + type.toCanonical(), e);
        }
    }

    private String shape(JavaType type) throws JsonMappingException {
        TypeSerializer typing = serializers.findTypeSerializer(type);
        return typing == null || type.isContainerType() ? untyped(type) : oneOf(type, typing);
    }

    /** A type whose subtypes are told apart by an identifier in the JSON. */
    private String oneOf(JavaType type, TypeSerializer typing) throws JsonMappingException {
        Map<String, JavaType> subtypes = new TreeMap<>();
        for (NamedType subtype : subtypes(type)) {
            JavaType concrete = serializers.constructSpecializedType(type, subtype.getType());
            if (concrete.isConcrete()) {
                String id = typing.getTypeIdResolver().idFromValueAndType(null, concrete.getRawClass());
                subtypes.put(String.valueOf(id), concrete);
            }
        }
        StringBuilder text = new StringBuilder("oneOf ").append(typing.getTypeInclusion());
        text.append(' ')
                .append(quoted(String.valueOf(typing.getPropertyName())))
                .append('{');
        for (Map.Entry<String, JavaType> subtype : subtypes.entrySet()) {
            text.append(quoted(subtype.getKey()))
                    .append(':')
                    .append(untyped(subtype.getValue()))
                    .append(',');
        }
        return text.append('}').toString();
    }

    private Collection<NamedType> subtypes(JavaType type) {
        var config = serializers.getConfig();
        return config.getSubtypeResolver()
                .collectAndResolveSubtypesByClass(
                        config, config.introspect(type).getClassInfo());
    }

    private String untyped(JavaType type) throws JsonMappingException {
        JsonSerializer<?> serializer = serializers.findValueSerializer(type);
        AnnotatedMember value = serializers.getConfig().introspect(type).findJsonValueAccessor();
        if (type.isEnumType()) {
            return enumeration(type, serializer) + (value == null ? "" : " as " + shape(value.getType()));
        }
        if (value != null) {
            return "value " + shape(value.getType());
        }
        if (serializer instanceof BeanSerializerBase bean) {
            return object(type, bean);
        }
        if (type.isMapLikeType()) {
            return "map{" + shape(type.getKeyType()) + ':' + shape(type.getContentType()) + '}';
        }
        if (type.isContainerType() && !type.hasRawClass(byte[].class) && !type.hasRawClass(char[].class)) {
            String kind = Set.class.isAssignableFrom(type.getRawClass()) ? "set[" : "list[";
            return kind + shape(type.getContentType()) + ']';
        }
        if (type.isReferenceType()) {
            return "reference[" + shape(type.getContentType()) + ']';
        }
        return leaf(type, serializer);
    }

    private String object(JavaType type, BeanSerializerBase bean) throws JsonMappingException {
        Integer earlier = seen.putIfAbsent(type, seen.size());
        if (earlier != null) {
            return "#" + earlier;
        }
        Map<String, PropertyWriter> properties = new TreeMap<>();
        for (Iterator<PropertyWriter> all = bean.properties(); all.hasNext(); ) {
            PropertyWriter property = all.next();
            properties.put(property.getName(), property);
        }
        StringBuilder text = new StringBuilder("{");
        for (PropertyWriter property : properties.values()) {
            text.append(quoted(property.getName()))
                    .append(':')
                    .append(property(property))
                    .append(',');
        }
        return text.append('}').toString();
    }

    private String property(PropertyWriter property) throws JsonMappingException {
        JavaType type = property.getType();
        if (property instanceof BeanPropertyWriter writer) {
            if (writer.getSerializationType() != null) {
                type = writer.getSerializationType();
            }
            if (writer.hasSerializer() && isForeign(writer.getSerializer())) {
                return leaf(type, writer.getSerializer());
            }
        }
        var format = property.findPropertyFormat(serializers.getConfig(), type.getRawClass());
        String spelling = format.hasShape() || format.hasPattern()
                ? " as " + format.getShape() + ' ' + quoted(format.getPattern())
                : "";
        return shape(type) + spelling;
    }

    private static String enumeration(JavaType type, JsonSerializer<?> serializer) {
        Set<String> names = new TreeSet<>();
        if (serializer instanceof EnumSerializer values) {
            values.getEnumValues().values().forEach(name -> names.add(quoted(name.getValue())));
        } else {
            for (Object constant : type.getRawClass().getEnumConstants()) {
                names.add(quoted(((Enum<?>) constant).name()));
            }
        }
        return "enum" + names;
    }

    private static String leaf(JavaType type, JsonSerializer<?> serializer) {
        String name = type.getRawClass().getTypeName();
        return isForeign(serializer) ? name + '@' + serializer.getClass().getName() : name;
    }

    private static boolean isForeign(JsonSerializer<?> serializer) {
        return !serializer.getClass().getName().startsWith(JACKSON);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
