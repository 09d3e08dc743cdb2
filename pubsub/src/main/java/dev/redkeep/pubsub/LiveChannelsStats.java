package dev.redkeep.pubsub;

/**
 * What was counted since the channels were opened.
 *
 * @param received messages that came, counted once for each subscription
 * @param handled those whose handler returned
 * @param failed those whose handler threw
 * @param unreadable those that the codec could not read
 * @param dropped those for which there was no room
 * @param gaps interruptions, counted once for each subscription
 */
public record LiveChannelsStats(long received, long handled, long failed, long unreadable, long dropped, long gaps) {}
