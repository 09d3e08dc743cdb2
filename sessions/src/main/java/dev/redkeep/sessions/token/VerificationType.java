package dev.redkeep.sessions.token;

/** What a verification token proves; in keys the name in lower case. */
public enum VerificationType {
    /** That an address belongs to the user. */
    EMAIL_VERIFICATION,
    /** That a telephone number belongs to the user. */
    PHONE_VERIFICATION,
    /** That whoever sets a new password may. */
    PASSWORD_RESET,
    /** That a new address belongs to the user. */
    EMAIL_CHANGE
}
