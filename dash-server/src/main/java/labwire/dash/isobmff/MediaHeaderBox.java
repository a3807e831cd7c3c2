package labwire.dash.isobmff;

/**
 * {@code mdhd}: the clock and the language of a track's media (8.4.2).
 *
 * @param timescale ticks a second
 * @param duration in those ticks, 0 if unknown
 * @param language ISO 639-2/T, three small letters, such as {@code eng} or {@code und}
 */
public record MediaHeaderBox(long timescale, long duration, String language) implements Box {
    /** Letters are stored as five bits each, from this on. */
    private static final int LETTER_BASE = 0x60;

    static MediaHeaderBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        in.bytes(version == 0 ? 8 : 16);
        long timescale = in.u32();
        if (timescale == 0) {
            throw in.refuse("timescale 0", "ticks a second");
        }
        long duration = version == 0 ? in.u32() : in.i64();
        return new MediaHeaderBox(timescale, duration, language(in.u16()));
    }

    private static String language(int packed) {
        StringBuilder letters = new StringBuilder();
        for (int shift = 10; shift >= 0; shift -= 5) {
            char letter = (char) ((packed >>> shift & 0x1F) + LETTER_BASE);
            if (letter < 'a' || letter > 'z') {
                return "und";
            }
            letters.append(letter);
        }
        return letters.toString();
    }

    @Override
    public String type() {
        return "mdhd";
    }

    @Override
    public void writeBody(BoxWriter out) {
        int version = duration >>> 32 == 0 ? 0 : 1;
        int packed = 0;
        for (int i = 0; i < 3; i++) {
            packed = packed << 5 | (language.charAt(i) - LETTER_BASE & 0x1F);
        }
        out.versionAndFlags(version, 0)
                .zeros(version == 0 ? 8 : 16)
                .u32(timescale)
                .u32or64(version, duration);
        out.u16(packed).zeros(2);
    }
}
