package labwire.dash.isobmff;

/**
 * {@code dref}: where the media data is (8.7.2).
 *
 * @param inThisFile whether it is all in this file, as flag 1 of each entry says
 * @param body as it was
 */
public record DataReferenceBox(boolean inThisFile, Bytes body) implements Box {
    /** The one that packaging writes: one entry, {@code url }, in this file. */
    public static final DataReferenceBox SELF =
            new DataReferenceBox(true, Bytes.ofHex("00000000 00000001 0000000c 75726c20 00000001"));

    static DataReferenceBox read(BoxInput in) throws Mp4Exception {
        Bytes body = in.peek(in.remaining());
        in.versionAndFlags(0);
        long count = in.u32();
        boolean inThisFile = true;
        for (long entry = 0; entry < count; entry++) {
            int size = in.i32();
            if (size < 12) {
                throw in.refuse("an entry of " + size + " bytes", "12 or more");
            }
            in.fourCharacters();
            inThisFile &= (in.i32() & 1) == 1;
            in.bytes(size - 12);
        }
        in.rest();
        return new DataReferenceBox(inThisFile, body);
    }

    @Override
    public String type() {
        return "dref";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(body);
    }
}
