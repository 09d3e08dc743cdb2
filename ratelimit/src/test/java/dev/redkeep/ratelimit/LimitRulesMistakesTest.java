package dev.redkeep.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file of rules, each mistake with its path. */
class LimitRulesMistakesTest {
    private static final String LIMITS = "\"limits\": {\"minute\": {\"permits\": 1, \"period\": \"1m\"}}";
    private static final String DEFAULT = "\"default\": {" + LIMITS + "}";

    private static List<String> json(String json) {
        return catchThrowableOfType(LimitRulesException.class, () -> LimitRules.json(json.getBytes(UTF_8)))
                .mistakes();
    }

    private static List<String> properties(String text) {
        return catchThrowableOfType(
                        LimitRulesException.class, () -> LimitRules.properties(LimitRulesTest.properties(text)))
                .mistakes();
    }

    /** The mistakes of one limit of a file that is good otherwise. */
    private static List<String> limit(String limit) {
        return json(
                "{\"rules\": {" + DEFAULT + ", \"a\": {\"endpoints\": [\"E\"], \"limits\": {\"m\": " + limit + "}}}}");
    }

    @Test
    void all_mistakes_are_told_together() {
        assertThat(json("""
                        {"rule": 1, "rules": {
                          "Log in": {"limits": {"minute": {"permits": 1, "period": "1m"}}},
                          "login": {
                            "endpoint": ["POST /login"],
                            "classes": [],
                            "limits": {
                              "minute": {"permits": 0, "period": "60", "algorithm": "magic", "scope": "A b", "bursts": 3},
                              "Hour": {"permits": "10", "period": 3600, "burst": 1.5}
                            }
                          },
                          "empty": {}
                        }}
                        """))
                .containsExactly(
                        "rule: is not known; known are rules",
                        "rules.\"Log in\": name must be 1 to 32 lower-case letters, digits, '_' and '-', not \"Log in\"",
                        "rules.login.endpoint: is not known; known are classes, endpoints, limits",
                        "rules.login.classes: must be a list of texts that is not empty; leave it out for any",
                        "rules.login.limits.minute.bursts: is not known; known are algorithm, burst, period, permits, scope",
                        "rules.login.limits.minute.period: must be a duration such as 1m30s or PT1M30S, not \"60\"",
                        "rules.login.limits.minute.algorithm: must be one of gcra, token_bucket, sliding_window_log,"
                                + " sliding_window_counter, fixed_window, not \"magic\"",
                        "rules.login.limits.minute.scope: scope must be 1 to 32 lower-case letters, digits, '_' and '-',"
                                + " not \"A b\"",
                        "rules.login.limits.minute.permits: permits must be from 1 to one in a microsecond,"
                                + " 31622400000000 here, not 0",
                        "rules.login.limits.Hour: name must be 1 to 32 lower-case letters, digits, '_' and '-', not \"Hour\"",
                        "rules.login.limits.Hour.period: must be a text",
                        "rules.login.limits.Hour.permits: must be a whole number below 2^63",
                        "rules.login.limits.Hour.burst: must be a whole number below 2^63",
                        "rules.empty.limits: must be given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|rules.a.limits.m: must be an object",
                "{'permits': 1}|rules.a.limits.m.period: must be given",
                "{'period': '1m'}|rules.a.limits.m.permits: must be given",
                "{'permits': -1, 'period': '1m'}|rules.a.limits.m.permits: permits must be from 1",
                "{'permits': 1001, 'period': '1ms'}|rules.a.limits.m.permits: permits must be from 1",
                "{'permits': 9223372036854775808, 'period': '1m'}|rules.a.limits.m.permits: must be a whole number",
                "{'permits': null, 'period': '1m'}|rules.a.limits.m.permits: must be a whole number",
                "{'permits': 1, 'period': '0s'}|rules.a.limits.m.period: period must be from 1 ms",
                "{'permits': 1, 'period': '-1s'}|rules.a.limits.m.period: must be a duration",
                "{'permits': 1, 'period': 'PT-1S'}|rules.a.limits.m.period: period must be from 1 ms",
                "{'permits': 1, 'period': 'P400D'}|rules.a.limits.m.period: period must be from 1 ms",
                "{'permits': 1, 'period': 'P1M'}|rules.a.limits.m.period: must be a duration",
                "{'permits': 1, 'period': '1m', 'burst': 0}|rules.a.limits.m.burst: burst must be from 1",
                "{'permits': 1, 'period': '1m', 'burst': 9, 'algorithm': 'fixed_window'}|rules.a.limits.m.burst: burst must be",
                "{'permits': 10001, 'period': '1m', 'algorithm': 'sliding_window_log'}|rules.a.limits.m.permits: permits of a",
                "{'permits': 1, 'period': '1m', 'algorithm': 'concurrency'}|rules.a.limits.m.algorithm: must be one of",
                "{'permits': 1, 'period': '1m', 'algorithm': 'GCRA'}|rules.a.limits.m.algorithm: must be one of",
                "{'permits': 1, 'period': '1m', 'algorithm': 1}|rules.a.limits.m.algorithm: must be a text",
            })
    void a_mistake_in_a_limit_is_told_with_its_path(String limit, String mistake) {
        assertThat(limit(limit.replace('\'', '"'))).singleElement().asString().startsWith(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|the whole must be an object",
                "{}|rules: must be given",
                "{'rules': []}|rules: must be an object",
                "{'rules': {}}|rules: must have a default",
                "{'rules': {'a': 1}}|rules.a: must be an object",
                "{'rules': {'a': {'limits': []}}}|rules.a.limits: must be an object",
                "{'rules': {'a': {'limits': {}}}}|rules.a: limits must be 1 to 16",
                "{'rules': {'a': {'endpoints': 'E', #}}}|rules.a.endpoints: must be a list",
                "{'rules': {'a': {'endpoints': [1], #}}}|rules.a.endpoints: must be a text",
                "{'rules': {'a': {'endpoints': [' '], #}}}|rules.a.endpoints: endpoints must not be blank",
                "{'rules': {'a': {'classes': ['E', 'E'], #}}}|rules.a.classes: must not have one twice",
                "{'rules': {'a': {'endpoints': ['E'], #}}}|rules: must have a default",
                "{'rules': {'a': {#}, 'b': {#}}}|rules.b: must not be for any endpoint and any class, as rule a is",
            })
    void a_mistake_in_a_rule_is_told_with_its_path(String rules, String mistake) {
        assertThat(json(rules.replace('\'', '"').replace("#", LIMITS)))
                .singleElement()
                .asString()
                .startsWith(mistake);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"rules\": {}} {}",
                "{\"rules\": {}, \"rules\": {}}",
                "{\"rules\": {}, }",
                "nul",
                "\u0000"
            })
    void what_is_no_json_is_one_mistake(String json) {
        assertThat(json(json)).hasSize(1);
    }

    @Test
    void rules_that_contradict_each_other_are_told_beside_wrong_numbers() {
        assertThat(json("""
                {"rules": {
                  "a": {"limits": {"day": {"permits": 0, "period": "24h"}}},
                  "b": {"limits": {"day": {"permits": 1, "period": "24h"}}},
                  "c": {"endpoints": ["GET /a "], "limits": {"day": {"permits": 1, "period": "24h"}}}
                }}"""))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("rules.a.limits.day.permits: permits must be"),
                        second -> assertThat(second)
                                .isEqualTo("rules.c.endpoints: endpoints must not begin or end with a blank,"
                                        + " as \"GET /a \" does: each is compared as it is"),
                        third -> assertThat(third)
                                .isEqualTo("rules.b: must not be for any endpoint and any class, as rule a is"));
    }

    @Test
    void a_message_does_not_speak_of_the_parsers_settings() {
        assertThat(json("{\"rules\": {")).singleElement().asString().doesNotContain("Source", "Feature");
    }

    @Test
    void a_malformed_file_is_told_by_line_and_column() {
        assertThat(json("{\n  \"rules\": x}"))
                .singleElement()
                .asString()
                .startsWith("line 2, column ")
                .contains("must be JSON: ");
        assertThat(json("{\"rules\": {}, \"rules\": {}}"))
                .singleElement()
                .asString()
                .contains("Duplicate");
        assertThat(json(" ".repeat(1_000_001))).containsExactly("the JSON must have at most 1000000 bytes");
    }

    @Test
    void properties_are_told_the_same() {
        assertThat(properties("""
                                port = 8080
                                rules.default.limits.minute.permits = many
                                rules.default.limits.minute.period = 1m
                                rules.a = x
                                rules.a.limits.minute.permits = 1
                                rules.b.endpoints =
                                rules.b.limits..permits = 1
                                """))
                .containsExactly(
                        "rules.a.limits.minute.permits: must not be given, since what it is a part of has a value");
        assertThat(properties("""
                                port = 8080
                                rules.default.limits.minute.permits = many
                                rules.default.limits.minute.period = 1m
                                rules.b.endpoints =
                                rules.b.limits..permits = 1
                                """))
                .containsExactly(
                        "port: is not known; known are rules",
                        "rules.b.endpoints: endpoints must not be blank and have at most 256 characters each",
                        "rules.b.limits.\"\": name must be 1 to 32 lower-case letters, digits, '_' and '-', not \"\"",
                        "rules.b.limits.\"\".period: must be given",
                        "rules.default.limits.minute.permits: must be a whole number below 2^63");
    }

    @Test
    void the_message_has_all_of_them() {
        LimitRulesException refused = catchThrowableOfType(
                LimitRulesException.class, () -> LimitRules.json("{\"x\": 1, \"y\": 2}".getBytes(UTF_8)));
        assertThat(refused)
                .hasMessage("x: is not known; known are rules\ny: is not known; known are rules\nrules: must be given");
    }
}
