package labwire.dash.media;

/** Decoding times on their way out. */
final class DecodeTimes {
    private DecodeTimes() {}

    static long shifted(long decodeTime, SegmentEdit edit) {
        long shifted = Math.addExact(decodeTime, edit.decodeTimeShiftTicks());
        if (shifted < 0) {
            throw new IllegalArgumentException("decode time " + decodeTime + " shifted by "
                    + edit.decodeTimeShiftTicks() + " (expected: not below 0)");
        }
        return shifted;
    }
}
