/** Text as bytes, one way for each: for the rooms of core, and not exported. */
package dev.redkeep.core.text;
