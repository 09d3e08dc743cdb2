package dev.redkeep.benchmarks.contender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Spring Session over Lettuce, as Spring Boot sets it up: the plain repository for a touch, doing what its filter does in
 * a request, and the indexed one to create. Its job that looks for expired sessions is off.
 */
final class SpringSession implements Contender {
    private final LettuceConnectionFactory connections;
    private final RedisSessionRepository plain;
    private final RedisIndexedSessionRepository indexed;
    private List<String> ids = List.of();

    SpringSession(Target target) {
        this.connections = Clients.spring(target);
        this.plain = new RedisSessionRepository(template());
        plain.setDefaultMaxInactiveInterval(Data.SESSION_AGE);
        this.indexed = new RedisIndexedSessionRepository(template());
        indexed.setDefaultMaxInactiveInterval(Data.SESSION_AGE);
        indexed.setCleanupCron("-");
        indexed.afterPropertiesSet();
    }

    private RedisTemplate<String, Object> template() {
        RedisTemplate<String, Object> template = new RedisTemplate<>();
        template.setKeySerializer(RedisSerializer.string());
        template.setHashKeySerializer(RedisSerializer.string());
        template.setConnectionFactory(connections);
        template.afterPropertiesSet();
        return template;
    }

    @Override
    public String name() {
        return "Spring Session";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case SESSION_TOUCH -> () -> touch(plain, ids.get((int) Data.any(Data.SESSIONS)));
                    case SESSION_CREATE -> () -> create(indexed);
                    default -> null;
                });
    }

    @Override
    public void prepare(Row row) {
        if (row == Row.SESSION_TOUCH) {
            List<String> created = new ArrayList<>();
            for (int i = 0; i < Data.SESSIONS; i++) {
                created.add(create(plain));
            }
            ids = List.copyOf(created);
        }
    }

    private static <S extends Session> Object touch(SessionRepository<S> repository, String id) {
        S session = repository.findById(id);
        if (session == null) {
            throw new IllegalStateException("the session is gone");
        }
        session.setLastAccessedTime(Instant.now());
        repository.save(session);
        return session;
    }

    private static <S extends Session> String create(SessionRepository<S> repository) {
        S session = repository.createSession();
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Long.toString(Data.any(Data.USERS)));
        session.setAttribute("username", Data.USERNAME);
        repository.save(session);
        return session.getId();
    }

    @Override
    public void close() {
        indexed.destroy();
        connections.destroy();
    }
}
