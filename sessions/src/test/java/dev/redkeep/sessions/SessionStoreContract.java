package dev.redkeep.sessions;

/** What every session store owes its callers: a test of a store extends this, and says how one is opened. */
abstract class SessionStoreContract
        implements SessionLookupContract,
                SessionChangeContract,
                SessionLimitsContract,
                SessionRotationContract,
                SessionRaceContract,
                SessionRevocationRaceContract {}
