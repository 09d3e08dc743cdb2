package dev.redkeep.sessions.token;

/** Who issues OAuth tokens; in keys the name in lower case. */
public enum OAuthProvider {
    /** Google. */
    GOOGLE,
    /** GitHub. */
    GITHUB,
    /** Facebook. */
    FACEBOOK,
    /** Twitter. */
    TWITTER,
    /** Telegram. */
    TELEGRAM,
    /** VK. */
    VK,
    /** Yandex. */
    YANDEX
}
