/**
 * The one door to Redis, and how to find it: {@link dev.redkeep.core.client.RedisOptions} says where the server is, who
 * is asking, how long to wait and how many connections to keep.
 *
 * <p>The options are data: building them opens nothing and looks up no name. They are immutable and safe to share
 * between threads; their builders are not. A setting out of bounds is an {@link IllegalArgumentException} that names
 * the setting and the bound, and a null is a {@link NullPointerException}. No message and no {@code toString} shows a
 * password, and the parsers never repeat the text they were given.
 */
package dev.redkeep.core.client;
