package dev.redkeep.leaderboard;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Zones whose clocks are changed once, when a test wants it. */
final class ChangedZone extends ZoneRulesProvider {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String id;
    private final ZoneRules rules;

    private ChangedZone(String id, ZoneRules rules) {
        this.id = id;
        this.rules = rules;
    }

    /** Where at a moment of whole seconds, when it was that time of the day, clocks were put forward by some seconds, or back. */
    static ZoneId at(Instant moment, LocalTime time, int forward) {
        long lead = Math.floorMod(time.toSecondOfDay() - moment.getEpochSecond(), 86_400L);
        ZoneOffset before = ZoneOffset.ofTotalSeconds((int) (lead > 43_200 ? lead - 86_400 : lead));
        ZoneOffset after = ZoneOffset.ofTotalSeconds(before.getTotalSeconds() + forward);
        LocalDateTime local = LocalDateTime.ofInstant(moment, before);
        ZoneRules rules = ZoneRules.of(
                before, before, List.of(), List.of(ZoneOffsetTransition.of(local, before, after)), List.of());
        String id = "Redkeep/Changed" + MADE.incrementAndGet();
        ZoneRulesProvider.registerProvider(new ChangedZone(id, rules));
        return ZoneId.of(id);
    }

    @Override
    protected Set<String> provideZoneIds() {
        return Set.of(id);
    }

    @Override
    protected ZoneRules provideRules(String zone, boolean forCaching) {
        return rules;
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
        return new TreeMap<>(Map.of("1", rules));
    }
}
