package dev.redkeep.core.codec;

import java.util.Arrays;
import java.util.Random;

/** Random material for the property tests of codecs. */
final class Texts {
    /** First and last code point of blocks of one to four bytes in UTF-8, on both sides of the surrogates. */
    private static final int[][] BLOCKS = {
        {0x00, 0x1F},
        {0x20, 0x7E},
        {0x80, 0xFF},
        {0x370, 0x3FF},
        {0x400, 0x4FF},
        {0x590, 0x5FF},
        {0x600, 0x6FF},
        {0x900, 0x97F},
        {0x2028, 0x2029},
        {0x3040, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xD7FF, 0xD7FF},
        {0xE000, 0xE00F},
        {0xFFF0, 0xFFFF},
        {0x1F300, 0x1F6FF},
        {0x10FFF0, 0x10FFFF}
    };

    private Texts() {}

    static String random(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(longest + 1); left > 0; left--) {
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            text.appendCodePoint(random.nextInt(block[0], block[1] + 1));
        }
        return text.toString();
    }

    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A copy cut short, or with bytes changed, removed, repeated or put in; now and then the same as before. */
    static byte[] mutate(Random random, byte[] data) {
        byte[] mutated = data.clone();
        int at = data.length == 0 ? 0 : random.nextInt(data.length);
        switch (random.nextInt(5)) {
            case 0 -> mutated = Arrays.copyOf(data, at);
            case 1 -> {
                if (data.length > 0) {
                    mutated[at] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                if (data.length > 0) {
                    mutated[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 3 -> mutated = splice(data, at, bytes(random, random.nextInt(4)), random.nextInt(4));
            default -> {
                int end = Math.min(data.length, at + random.nextInt(20));
                mutated = splice(data, at, Arrays.copyOfRange(data, at, end), 0);
            }
        }
        return mutated;
    }

    private static byte[] splice(byte[] data, int at, byte[] in, int removed) {
        int rest = Math.min(data.length, at + removed);
        byte[] out = new byte[at + in.length + data.length - rest];
        System.arraycopy(data, 0, out, 0, at);
        System.arraycopy(in, 0, out, at, in.length);
        System.arraycopy(data, rest, out, at + in.length, data.length - rest);
        return out;
    }
}
