/**
 * The caches that the documents describe, typed. Keys and values are the documents' bytes, which programs in other languages read and
 * write. Discours: {@link dev.redkeep.cache.document.EntityCaches} (authors, topics and their lists), {@link
 * dev.redkeep.cache.document.PublicationCache}, {@link dev.redkeep.cache.document.SearchCache}. Trackeep: {@link
 * dev.redkeep.cache.document.UserSearchCache}, {@link dev.redkeep.cache.document.DashboardCache}, {@link
 * dev.redkeep.cache.document.ResponseCache}.
 */
package dev.redkeep.cache.document;
