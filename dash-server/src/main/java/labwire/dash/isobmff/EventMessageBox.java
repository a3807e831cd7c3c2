package labwire.dash.isobmff;

/**
 * {@code emsg}: an event that travels with the media (ISO/IEC 23009-1, 5.10.3.3).
 *
 * @param version 0: {@code time} counts from the segment's earliest presentation time; 1: it is on the media's timeline
 * @param timescale ticks a second of this box's times
 * @param duration in ticks, 0xFFFFFFFF if unknown
 */
public record EventMessageBox(
        int version, String schemeIdUri, String value, long timescale, long time, long duration, long id, Bytes message)
        implements Box {
    static EventMessageBox read(BoxInput in) throws Mp4Exception {
        int version = BoxInput.version(in.versionAndFlags(1));
        if (version == 0) {
            String scheme = in.text();
            String value = in.text();
            return new EventMessageBox(0, scheme, value, in.u32(), in.u32(), in.u32(), in.u32(), in.rest());
        }
        long timescale = in.u32();
        long time = in.u63("presentation time");
        long duration = in.u32();
        long id = in.u32();
        String scheme = in.text();
        return new EventMessageBox(1, scheme, in.text(), timescale, time, duration, id, in.rest());
    }

    @Override
    public String type() {
        return "emsg";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(version, 0);
        if (version == 0) {
            out.text(schemeIdUri)
                    .text(value)
                    .u32(timescale)
                    .u32(time)
                    .u32(duration)
                    .u32(id);
        } else {
            out.u32(timescale).i64(time).u32(duration).u32(id).text(schemeIdUri).text(value);
        }
        out.bytes(message);
    }
}
