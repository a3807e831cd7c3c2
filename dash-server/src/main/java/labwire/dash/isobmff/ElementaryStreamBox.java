package labwire.dash.isobmff;

/**
 * {@code esds}: MPEG-4's descriptors of a stream, one in another (ISO/IEC 14496-1, 7.2.6.5).
 *
 * <pre>
 *   03 ES ─ 04 decoder config (object type, stream type, rates) ─ 05 specific info (AAC: AudioSpecificConfig)
 *         └ 06 SL config
 * </pre>
 *
 * @param body as it was
 * @param objectType 0x40 for AAC
 * @param specificInfo empty if there is none
 */
public record ElementaryStreamBox(Bytes body, int objectType, Bytes specificInfo) implements Box {
    /** MPEG-4 audio. */
    public static final int AUDIO = 0x40;

    private static final int ES_TAG = 3;
    private static final int DECODER_CONFIG_TAG = 4;
    private static final int SPECIFIC_INFO_TAG = 5;

    /** MPEG-4 audio of this configuration. */
    public static ElementaryStreamBox audio(Bytes specificInfo) {
        int length = specificInfo.length();
        BoxWriter out = new BoxWriter(64).zeros(4);
        out.u8(ES_TAG).u8(3 + 2 + 13 + 2 + length + 3).zeros(3);
        out.u8(DECODER_CONFIG_TAG).u8(13 + 2 + length).u8(AUDIO).u8(0x15).zeros(11);
        out.u8(SPECIFIC_INFO_TAG).u8(length).bytes(specificInfo);
        out.u8(6).u8(1).u8(2);
        return new ElementaryStreamBox(Bytes.of(out.toArray()), AUDIO, specificInfo);
    }

    static ElementaryStreamBox read(BoxInput in) throws Mp4Exception {
        Bytes body = in.peek(in.remaining());
        in.versionAndFlags(0);
        BoxInput stream = descriptor(in, ES_TAG);
        stream.bytes(2);
        int flags = stream.u8();
        stream.bytes((flags & 0x80) != 0 ? 2 : 0);
        stream.bytes((flags & 0x40) != 0 ? stream.u8() : 0);
        stream.bytes((flags & 0x20) != 0 ? 2 : 0);
        BoxInput config = descriptor(stream, DECODER_CONFIG_TAG);
        int objectType = config.u8();
        config.bytes(12);
        Bytes specificInfo = config.remaining() == 0
                ? Bytes.EMPTY
                : descriptor(config, SPECIFIC_INFO_TAG).rest();
        return new ElementaryStreamBox(body, objectType, specificInfo);
    }

    /** A descriptor's inside. Its length is in groups of seven bits, at most four. */
    private static BoxInput descriptor(BoxInput in, int tag) throws Mp4Exception {
        int found = in.u8();
        if (found != tag) {
            throw in.refuse("descriptor " + found, "descriptor " + tag);
        }
        int length = 0;
        for (int group = 0; group < 4; group++) {
            int bits = in.u8();
            length = length << 7 | bits & 0x7F;
            if ((bits & 0x80) == 0) {
                break;
            }
        }
        return new BoxInput(in.path(), in.bytes(length));
    }

    @Override
    public String type() {
        return "esds";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(body);
    }
}
