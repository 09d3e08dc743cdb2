package dev.redkeep.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;

/** The arrows of the house, as rules of one line each. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.redkeep");

    private static final String[] FEATURES = {
        "..sessions..", "..ratelimit..", "..cache..", "..leaderboard..", "..pubsub.."
    };
    private static final String[] PRIMITIVES = {
        "..core.lock..", "..core.counter..", "..core.settings..", "..core.state.."
    };
    private static final String[] ROOMS = {
        "..core.key..", "..core.ttl..", "..core.codec..", "..core.observe..", "..core.script..", "..core.client.."
    };

    @Test
    void core_knows_no_feature() {
        noClasses()
                .that()
                .resideInAPackage("..core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FEATURES))
                .check(HOUSE);
    }

    @Test
    void features_know_core_and_never_each_other() {
        for (String feature : FEATURES) {
            noClasses()
                    .that()
                    .resideInAPackage(feature)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(FEATURES).and(not(resideInAnyPackage(feature))))
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }

    @Test
    void testing_knows_none_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("dev.redkeep.testing..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.redkeep..").and(not(resideInAnyPackage("dev.redkeep.testing.."))))
                .check(HOUSE);
    }

    @Test
    void nothing_that_is_published_uses_testing() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..core..", "..sessions..", "..ratelimit..", "..cache..", "..leaderboard..", "..pubsub..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..testing..")
                .check(HOUSE);
    }

    @Test
    void rooms_know_no_primitive_and_primitives_not_each_other() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOMS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(PRIMITIVES))
                .check(HOUSE);
        for (String primitive : PRIMITIVES) {
            noClasses()
                    .that()
                    .resideInAPackage(primitive)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(PRIMITIVES).and(not(resideInAnyPackage(primitive))))
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }

    @Test
    void the_rooms_form_no_circle() {
        slices().matching("dev.redkeep.core.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void keys_policies_codecs_and_scripts_know_no_jedis() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..core.key..", "..core.ttl..", "..core.codec..", "..core.script..", "..core.observe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .check(HOUSE);
    }

    @Test
    void only_the_client_meets_jedis_exceptions() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..core.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients.jedis.exceptions..")
                .check(HOUSE);
    }

    @Test
    void nobody_formats_a_key_or_asks_for_all_keys() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..core..", "..sessions..", "..ratelimit..", "..cache..", "..leaderboard..", "..pubsub..")
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .check(HOUSE);
        noClasses()
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "keys|scan"))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        resideInAnyPackage("redis.clients..")))))
                .check(HOUSE);
    }

    @Test
    void nobody_names_the_commands_that_search_the_keyspace() {
        noClasses()
                .should()
                .accessField(Protocol.Command.class, "KEYS")
                .orShould()
                .accessField(Protocol.Command.class, "SCAN")
                .check(HOUSE);
    }

    @Test
    void what_sessions_issue_cannot_be_guessed_and_they_need_no_say_in_the_servers_settings() {
        noClasses()
                .that()
                .resideInAPackage("..sessions..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                .orShould()
                .accessField(Protocol.Command.class, "CONFIG")
                .orShould()
                .accessField(Protocol.Command.class, "PSUBSCRIBE")
                .check(HOUSE);
    }

    @Test
    void implementations_are_hidden() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Redis")
                .and()
                .haveSimpleNameEndingWith("Store")
                .should()
                .bePackagePrivate()
                .check(HOUSE);
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .check(HOUSE);
    }

    @Test
    void what_is_shared_by_all_does_not_change() {
        fields().that().areStatic().and().areNotPrivate().should().beFinal().check(HOUSE);
    }
}
