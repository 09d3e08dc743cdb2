/** The documents' patterns whose module does not exist yet. Each leaves with the module that will own it. */
package dev.redkeep.core.schema;
