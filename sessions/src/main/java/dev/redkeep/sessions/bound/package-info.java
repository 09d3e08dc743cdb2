/** What bounds sessions and tokens alike; for this module alone. */
package dev.redkeep.sessions.bound;
