package labwire.dash.media;

import java.util.List;
import java.util.Locale;
import labwire.dash.isobmff.AudioSampleEntry;
import labwire.dash.isobmff.AudioSpecificConfig;
import labwire.dash.isobmff.Av1ConfigurationBox;
import labwire.dash.isobmff.AvcConfigurationBox;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.ElementaryStreamBox;
import labwire.dash.isobmff.HevcConfigurationBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.OpusSpecificBox;
import labwire.dash.isobmff.VisualSampleEntry;
import labwire.dash.isobmff.VpConfigurationBox;

/**
 * The codecs that are packaged, as <a href="https://www.rfc-editor.org/rfc/rfc6381">RFC 6381</a> and the codecs' own
 * bindings to the file format name them.
 *
 * @param sampleRate in hertz; 0 if it is no audio
 * @param channels 0 if it is no audio or only the stream says
 */
record Codec(TrackKind kind, String name, int sampleRate, int channels) {
    /** Opus always plays at this rate, whatever was recorded. */
    private static final int OPUS_RATE = 48_000;

    /**
     * Names the codec of a sample entry.
     *
     * @param path of the sample description
     * @throws Mp4Exception if it is none of those known, or lacks its configuration
     */
    static Codec of(Box entry, BoxPath path) throws Mp4Exception {
        String type = entry.type();
        BoxPath here = path.child(type);
        if (entry instanceof VisualSampleEntry video) {
            ContainerBox configuration = new ContainerBox(here, video.children());
            return new Codec(TrackKind.VIDEO, type + videoSuffix(type, configuration), 0, 0);
        }
        if (entry instanceof AudioSampleEntry audio) {
            ContainerBox configuration = new ContainerBox(here, audio.children());
            return type.equals("Opus") ? opus(configuration) : aac(configuration);
        }
        return switch (type) {
            case "wvtt", "stpp" -> new Codec(TrackKind.TEXT, type, 0, 0);
            case "encv", "enca" -> throw new Mp4Exception(here, "encrypted samples (expected: clear ones)");
            default ->
                throw new Mp4Exception(
                        here, "a codec that is not known (expected: one of " + String.join(", ", known()) + ")");
        };
    }

    private static List<String> known() {
        return List.of("avc1", "avc3", "hvc1", "hev1", "av01", "vp09", "mp4a", "Opus", "wvtt", "stpp");
    }

    private static String videoSuffix(String type, ContainerBox configuration) throws Mp4Exception {
        return switch (type) {
            case "avc1", "avc3" -> avc(configuration.only(AvcConfigurationBox.class, "avcC"));
            case "hvc1", "hev1" -> hevc(configuration.only(HevcConfigurationBox.class, "hvcC"));
            case "av01" -> av1(configuration.only(Av1ConfigurationBox.class, "av1C"));
            default -> vp9(configuration.only(VpConfigurationBox.class, "vpcC"));
        };
    }

    /** {@code .PPCCLL} (RFC 6381, 3.3). */
    private static String avc(AvcConfigurationBox avc) {
        return format(".%02x%02x%02x", avc.profile(), avc.compatibility(), avc.level());
    }

    /**
     * {@code .[ABC]profile.compatibility.[LH]level.constraints…} (ISO/IEC 14496-15, annex E.3): the compatibility flags
     * with their bits in reverse, the constraint bytes without zero bytes at the end.
     */
    private static String hevc(HevcConfigurationBox hevc) {
        String space = hevc.profileSpace() == 0 ? "" : String.valueOf((char) ('A' + hevc.profileSpace() - 1));
        StringBuilder name = new StringBuilder(format(
                ".%s%d.%X.%s%d",
                space,
                hevc.profile(),
                Integer.reverse(hevc.compatibility()),
                hevc.highTier() ? "H" : "L",
                hevc.level()));
        int constraints = HevcConfigurationBox.CONSTRAINT_BYTES;
        while (constraints > 0 && hevc.constraint(constraints - 1) == 0) {
            constraints--;
        }
        for (int i = 0; i < constraints; i++) {
            name.append(format(".%X", hevc.constraint(i)));
        }
        return name.toString();
    }

    /** {@code .P.LLT.DD}; the rest, mostly defaults, may be left out. */
    private static String av1(Av1ConfigurationBox av1) {
        return format(".%d.%02d%s.%02d", av1.profile(), av1.level(), av1.highTier() ? "H" : "M", av1.bitDepth());
    }

    /** {@code .PP.LL.DD}, and {@code .CC.cp.tc.mc.FF} if colour is anything but unspecified or the default, BT.709. */
    private static String vp9(VpConfigurationBox vp9) {
        String name = format(".%02d.%02d.%02d", vp9.profile(), vp9.level(), vp9.bitDepth());
        boolean plain = vp9.chromaSubsampling() <= 1
                && !vp9.fullRange()
                && isDefault(vp9.colourPrimaries())
                && isDefault(vp9.transferCharacteristics())
                && isDefault(vp9.matrixCoefficients());
        if (plain) {
            return name;
        }
        return name
                + format(
                        ".%02d.%02d.%02d.%02d.%02d",
                        vp9.chromaSubsampling(),
                        vp9.colourPrimaries(),
                        vp9.transferCharacteristics(),
                        vp9.matrixCoefficients(),
                        vp9.fullRange() ? 1 : 0);
    }

    /** 1 is BT.709, 2 unspecified. */
    private static boolean isDefault(int colour) {
        return colour == 1 || colour == 2;
    }

    private static Codec aac(ContainerBox configuration) throws Mp4Exception {
        ElementaryStreamBox stream = configuration.only(ElementaryStreamBox.class, "esds");
        BoxPath path = configuration.path().child("esds");
        if (stream.objectType() != ElementaryStreamBox.AUDIO) {
            throw new Mp4Exception(
                    path, format("object type %02x (expected: %02x, MPEG-4 audio)", stream.objectType(), 0x40));
        }
        AudioSpecificConfig aac = AudioSpecificConfig.read(stream.specificInfo(), path);
        return new Codec(TrackKind.AUDIO, "mp4a.40." + aac.objectType(), aac.sampleRate(), aac.channels());
    }

    private static Codec opus(ContainerBox configuration) throws Mp4Exception {
        OpusSpecificBox opus = configuration.only(OpusSpecificBox.class, "dOps");
        return new Codec(TrackKind.AUDIO, "opus", OPUS_RATE, opus.channels());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
