package dev.redkeep.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Good rules, from code and from files, and which of them holds. */
class LimitRulesTest {
    private static final LimitRule DEFAULT = LimitRule.of("default", Limit.perMinute(100));
    private static final LimitRule LOGIN = LimitRule.of(
                    "login",
                    Limit.perMinute(5)
                            .algorithm(Algorithm.SLIDING_WINDOW_COUNTER)
                            .named("minute"),
                    Limit.of(20, Duration.ofSeconds(90)).named("long").burst(2).scope("tenant"))
            .endpoints("POST /login", "POST /register")
            .classes("anonymous");

    private static final String JSON = """
            {"rules": {
              "default": {"limits": {"minute": {"permits": 100, "period": "1m"}}},
              "login": {
                "endpoints": ["POST /login", "POST /register"],
                "classes": ["anonymous"],
                "limits": {
                  "minute": {"permits": 5, "period": "PT1M", "algorithm": "sliding_window_counter"},
                  "long": {"permits": 20, "period": "1m30s", "burst": 2, "scope": "tenant"}
                }
              }
            }}
            """;

    private static final String PROPERTIES = """
            rules.default.limits.minute.permits = 100
            rules.default.limits.minute.period = 1m
            rules.login.endpoints = POST /login, POST /register
            rules.login.classes = anonymous
            rules.login.limits.minute.permits = 5
            rules.login.limits.minute.period = PT60S
            rules.login.limits.minute.algorithm = sliding_window_counter
            rules.login.limits.long.permits = 20
            rules.login.limits.long.period = 90s
            rules.login.limits.long.burst = 2
            rules.login.limits.long.scope = tenant
            """;

    static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return properties;
    }

    @Test
    void json_means_what_the_code_says() throws IOException {
        LimitRules rules = LimitRules.of(DEFAULT, LOGIN);
        assertThat(LimitRules.json(JSON.getBytes(UTF_8))).isEqualTo(rules).hasSameHashCodeAs(rules);
        assertThat(LimitRules.json(new ByteArrayInputStream(JSON.getBytes(UTF_8))))
                .isEqualTo(rules);
        assertThat(rules).isNotEqualTo(LimitRules.of(DEFAULT)).hasToString("LimitRules" + rules.rules());
    }

    @Test
    void properties_mean_the_same_in_the_order_of_the_alphabet() {
        LimitRules read = LimitRules.properties(properties(PROPERTIES));

        assertThat(read.rules()).hasSize(2).contains(DEFAULT);
        LimitRule login = read.rule("POST /login", "anonymous");
        assertThat(login.limits())
                .containsExactly(LOGIN.limits().get(1), LOGIN.limits().get(0));
        assertThat(login.endpoints()).isEqualTo(LOGIN.endpoints());
        assertThat(login.classes()).isEqualTo(LOGIN.classes());
    }

    @Test
    void properties_have_their_defaults() {
        Properties mine = new Properties(properties(PROPERTIES));
        mine.setProperty("rules.default.limits.minute.permits", "7");

        assertThat(LimitRules.properties(mine).rule("any", "any").limits()).containsExactly(Limit.perMinute(7));
    }

    @Test
    void the_most_specific_rule_holds() {
        LimitRules rules = LimitRules.of(
                rule("both").endpoints("E").classes("c"),
                rule("endpoint").endpoints("E"),
                rule("class").classes("c"),
                rule("any"));
        assertThat(rules.rule("E", "c").name()).isEqualTo("both");
        assertThat(rules.rule("E", "d").name()).isEqualTo("endpoint");
        assertThat(rules.rule("F", "c").name()).isEqualTo("class");
        assertThat(rules.rule("F", "d").name()).isEqualTo("any");
        assertThat(rules.rule("", "").name()).isEqualTo("any");
        assertThat(rules.rule("e", "C").name()).isEqualTo("any");
        assertThat(LimitRules.of(rule("endpoint").endpoints("E"), rule("class").classes("c"), rule("any"))
                        .rule("E", "c")
                        .name())
                .isEqualTo("endpoint");
    }

    @Test
    void rules_that_contradict_each_other_are_refused_all_at_once() {
        assertThatThrownBy(() -> LimitRules.of(
                        rule("a").endpoints("E", "F"),
                        rule("b").endpoints("F", "E"),
                        rule("b").classes("c")))
                .isInstanceOfSatisfying(
                        LimitRulesException.class,
                        refused -> assertThat(refused.mistakes())
                                .containsExactly(
                                        "rules.b: must not be for endpoint \"E\" and any class, as rule a is",
                                        "rules.b: must not be for endpoint \"F\" and any class, as rule a is",
                                        "rules.b: two rules must not have one name",
                                        "rules: must have a default: a rule without endpoints and classes"));
    }

    @Test
    void a_rule_is_checked_by_itself() {
        assertRefused("name must be 1 to 32", () -> rule("Log in"));
        assertRefused("endpoints must not be blank", () -> rule("a").endpoints(" "));
        assertRefused("endpoints must not be blank", () -> rule("a").endpoints("x".repeat(257)));
        assertRefused("endpoints must not have one twice", () -> rule("a").endpoints("E", "E"));
        assertRefused("classes must not be blank", () -> new LimitRule("a", Set.of(), Set.of(""), DEFAULT.limits()));
        assertRefused("limits must be 1 to 16", () -> LimitRule.of("a"));
        assertRefused("limits must have a name each", () -> LimitRule.of("a", Limit.perSecond(1), Limit.perSecond(2)));
    }

    private static void assertRefused(String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static LimitRule rule(String name) {
        return LimitRule.of(name, Limit.perSecond(1));
    }
}
