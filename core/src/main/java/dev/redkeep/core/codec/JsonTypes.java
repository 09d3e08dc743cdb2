package dev.redkeep.core.codec;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;

/** Refuses, when a codec is built, a type that could be stored but never read. */
final class JsonTypes {
    private JsonTypes() {}

    static void check(ObjectMapper mapper, JavaType type) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("type must not be primitive: use the wrapper of " + type.toCanonical());
        }
        if (mapper.getDeserializationConfig().getDefaultTyper(type) != null) {
            throw new IllegalArgumentException(
                    "mapper must not have default typing: it lets stored data choose the class to instantiate");
        }
        JavaType content = type;
        while (content.isContainerType()) {
            content = content.getContentType();
        }
        if (!canRead(mapper, content)) {
            throw new IllegalArgumentException("type cannot be read from JSON: give " + content.toCanonical()
                    + " a constructor that Jackson can call, or name its subtypes");
        }
    }

    private static boolean canRead(ObjectMapper mapper, JavaType type) {
        DeserializationContext context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createDummyInstance(mapper.getDeserializationConfig());
        try {
            JsonDeserializer<?> deserializer = context.findNonContextualValueDeserializer(type);
            if (deserializer instanceof BeanDeserializerBase bean) {
                return bean.getValueInstantiator().canInstantiate();
            }
            return !(deserializer instanceof AbstractDeserializer)
                    || context.getFactory().findTypeDeserializer(context.getConfig(), type) != null;
        } catch (JsonMappingException e) {
            return false;
        }
    }
}
