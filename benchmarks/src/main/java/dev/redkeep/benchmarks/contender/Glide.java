package dev.redkeep.benchmarks.contender;

import glide.api.GlideClient;
import glide.api.models.Script;
import glide.api.models.commands.ScriptOptions;
import glide.api.models.configuration.GlideClientConfiguration;
import glide.api.models.configuration.NodeAddress;
import glide.api.models.configuration.ServerCredentials;
import java.util.List;
import java.util.Optional;

/** Valkey GLIDE: one connection, driven by its own native core; callers wait on a future, as it has nothing else. */
final class Glide implements Contender {
    private final GlideClient client;
    private final Script take = new Script(Data.TAKE, false);

    Glide(Target target) throws Exception {
        var config = GlideClientConfiguration.builder()
                .address(NodeAddress.builder()
                        .host(target.host())
                        .port(target.port())
                        .build())
                .requestTimeout(10_000)
                .inflightRequestsLimit(4_000);
        target.password().ifPresent(password -> {
            var credentials = ServerCredentials.builder().password(password);
            target.user().ifPresent(credentials::username);
            config.credentials(credentials.build());
        });
        this.client = GlideClient.createClient(config.build()).get();
    }

    @Override
    public String name() {
        return "GLIDE";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K -> () -> client.get(Data.valueKey(row)).get();
                    case SCRIPT -> this::take;
                    default -> null;
                });
    }

    private Object take() throws Exception {
        ScriptOptions options = ScriptOptions.builder()
                .key(Data.bucketKey())
                .args(List.of(Data.CAPACITY, Data.INTERVAL_MICROS))
                .build();
        return client.invokeScript(take, options).get();
    }

    @Override
    public void close() {
        try {
            take.close();
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
