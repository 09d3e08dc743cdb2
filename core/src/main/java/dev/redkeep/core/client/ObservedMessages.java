package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A feed of messages whose operations are observed as all are. */
final class ObservedMessages implements MessageFeed {
    private final MessageHub hub;
    private final Observation observation;

    ObservedMessages(MessageHub hub, Observation observation) {
        this.hub = hub;
        this.observation = observation;
    }

    @Override
    public void subscribe(Channels channels) {
        requireNonNull(channels, "channels");
        @Nullable
        Object unused = observation.timed(
                new Translation("subscribe", channels.pattern().template()), until -> {
                    hub.subscribe(channels, until);
                    return channels;
                });
    }

    @Override
    public void unsubscribe(Channels channels) {
        hub.unsubscribe(requireNonNull(channels, "channels"));
    }

    @Override
    public void close() {
        hub.close();
    }
}
