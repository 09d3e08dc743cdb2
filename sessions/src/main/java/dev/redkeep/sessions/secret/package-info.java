/** What sessions and tokens both issue; for this module alone. */
package dev.redkeep.sessions.secret;
