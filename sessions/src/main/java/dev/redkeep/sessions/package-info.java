/**
 * User sessions. Read {@link dev.redkeep.sessions.SessionKeys} for what is stored, {@link dev.redkeep.sessions.SessionStore}
 * for what can be done, {@link dev.redkeep.sessions.SessionOptions} for how; the tokens beside them are in
 * {@link dev.redkeep.sessions.token}.
 */
package dev.redkeep.sessions;
