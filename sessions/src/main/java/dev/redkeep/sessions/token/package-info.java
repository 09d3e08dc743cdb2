/**
 * Tokens that live beside sessions: those of OAuth providers, the state of an OAuth flow, verification tokens and refresh
 * tokens; and what encrypts them at rest.
 */
package dev.redkeep.sessions.token;
