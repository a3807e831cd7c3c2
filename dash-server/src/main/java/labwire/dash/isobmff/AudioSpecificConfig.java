package labwire.dash.isobmff;

/**
 * How AAC is coded (ISO/IEC 14496-3, 1.6.2.1).
 *
 * @param objectType 2 AAC-LC, 5 with SBR, 29 with PS …
 * @param sampleRate in hertz, as played
 * @param channels 0 if only the stream says
 */
public record AudioSpecificConfig(int objectType, int sampleRate, int channels) {
    private static final int[] RATES = {
        96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
    };
    private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};
    private static final int EXPLICIT_RATE = 15;

    /**
     * Reads one.
     *
     * @param path of the box that holds it
     */
    public static AudioSpecificConfig read(Bytes bytes, BoxPath path) throws Mp4Exception {
        Bits bits = new Bits(bytes, path);
        int objectType = objectType(bits);
        int rate = rate(bits);
        int channels = bits.take(4);
        if (objectType == 5 || objectType == 29) {
            rate = rate(bits);
        }
        return new AudioSpecificConfig(objectType, rate, channels < CHANNELS.length ? CHANNELS[channels] : 0);
    }

    private static int objectType(Bits bits) throws Mp4Exception {
        int type = bits.take(5);
        return type == 31 ? 32 + bits.take(6) : type;
    }

    private static int rate(Bits bits) throws Mp4Exception {
        int index = bits.take(4);
        if (index == EXPLICIT_RATE) {
            return bits.take(24);
        }
        if (index >= RATES.length) {
            throw new Mp4Exception(bits.path, "sample rate number " + index + " (expected: 0 to 12, or 15)");
        }
        return RATES[index];
    }

    /** Takes bits from the highest on. */
    private static final class Bits {
        private final Bytes bytes;
        private final BoxPath path;
        private int position;

        Bits(Bytes bytes, BoxPath path) {
            this.bytes = bytes;
            this.path = path;
        }

        int take(int count) throws Mp4Exception {
            if (position + count > bytes.length() * 8) {
                throw new Mp4Exception(path, "audio configuration " + bytes + " (expected: longer)");
            }
            int value = 0;
            for (int i = 0; i < count; i++, position++) {
                value = value << 1 | bytes.u8(position / 8) >>> (7 - position % 8) & 1;
            }
            return value;
        }
    }
}
