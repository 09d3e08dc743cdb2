package dev.redkeep.sessions.token;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The method {@code S256} of RFC 7636. */
final class CodeChallenge {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private CodeChallenge() {}

    static String of(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            throw new IllegalArgumentException(
                    "codeVerifier must be 43 to 128 ASCII letters, digits, hyphens, dots, underscores and tildes");
        }
        return Sha256.text(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
    }
}
