package labwire.dash.media;

/**
 * A movie fragment of one track, in its file.
 *
 * @param moofOffset where its {@code moof} begins
 * @param moofSize in bytes
 * @param start where it begins, with a {@code styp} or an event perhaps
 * @param end where its data ends
 * @param decodeTime of its first sample, in ticks
 * @param duration in ticks
 * @param sync whether decoding may begin with it
 * @param selfContained whether it can be sent as it is, rather than made anew
 * @param bytes of its size, if made anew: a {@code moof} and its data
 */
record Fragment(
        long moofOffset,
        int moofSize,
        long start,
        long end,
        long decodeTime,
        long duration,
        boolean sync,
        boolean selfContained,
        long bytes) {
    long endTime() {
        return decodeTime + duration;
    }

    long size() {
        return selfContained ? end - start : bytes;
    }
}
