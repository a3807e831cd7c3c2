package labwire.dash.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import labwire.dash.isobmff.AudioSampleEntry;
import labwire.dash.isobmff.Av1ConfigurationBox;
import labwire.dash.isobmff.AvcConfigurationBox;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.ElementaryStreamBox;
import labwire.dash.isobmff.HevcConfigurationBox;
import labwire.dash.isobmff.OpaqueBox;
import labwire.dash.isobmff.OpusSpecificBox;
import labwire.dash.isobmff.SampleFlags;
import labwire.dash.isobmff.VisualSampleEntry;
import labwire.dash.isobmff.VpConfigurationBox;

/**
 * A track for {@link TestMp4}: samples that no decoder wants, each beginning with the track's and its own number, but
 * with all the tables of a real one.
 */
public final class TestTrack {
    final int trackId;
    final String type;
    int timescale;
    int samples;
    int keyDistance;
    int samplesPerChunk = 10;
    int width = 640;
    int height = 360;
    String language = "und";
    IntUnaryOperator duration;
    IntUnaryOperator compositionOffset = sample -> 0;
    IntUnaryOperator size;
    List<EditListBox.Edit> edits = List.of();

    private TestTrack(int trackId, String type, int timescale, int sampleTicks, int keyDistance) {
        this.trackId = trackId;
        this.type = type;
        this.timescale = timescale;
        this.keyDistance = keyDistance;
        duration = sample -> sampleTicks;
        size = sample -> sample % keyDistance == 0 ? 300 : 40 + sample * 37 % 50;
        samples = 250;
    }

    /** 25 frames a second in ticks of 1/12800 s, a key frame every second: {@code avc1}, {@code hvc1}, {@code av01} … */
    public static TestTrack video(int trackId, String type) {
        return new TestTrack(trackId, type, 12_800, 512, 25);
    }

    /** 48 kHz, stereo: {@code mp4a} in frames of 1024, {@code Opus} of 960. */
    public static TestTrack audio(int trackId, String type) {
        return new TestTrack(trackId, type, 48_000, type.equals("mp4a") ? 1024 : 960, 1).samples(470);
    }

    /** {@code wvtt}, a cue a second. */
    public static TestTrack text(int trackId) {
        return new TestTrack(trackId, "wvtt", 1000, 1000, 1).samples(10);
    }

    public TestTrack samples(int count) {
        samples = count;
        return this;
    }

    public TestTrack seconds(double seconds) {
        return samples((int) Math.round(seconds * timescale / duration.applyAsInt(0)));
    }

    /** In samples. */
    public TestTrack keyDistance(int distance) {
        keyDistance = distance;
        return this;
    }

    public TestTrack samplesPerChunk(int count) {
        samplesPerChunk = count;
        return this;
    }

    public TestTrack timescale(int ticks, int sampleTicks) {
        timescale = ticks;
        return duration(sample -> sampleTicks);
    }

    public TestTrack resolution(int pixelsWide, int pixelsHigh) {
        width = pixelsWide;
        height = pixelsHigh;
        return this;
    }

    public TestTrack language(String code) {
        language = code;
        return this;
    }

    public TestTrack duration(IntUnaryOperator ticksOfSample) {
        duration = ticksOfSample;
        return this;
    }

    public TestTrack compositionOffset(IntUnaryOperator ticksOfSample) {
        compositionOffset = ticksOfSample;
        return this;
    }

    public TestTrack size(IntUnaryOperator bytesOfSample) {
        size = bytesOfSample;
        return this;
    }

    /** In the movie's ticks, 1000 a second, and the media's. */
    public TestTrack edit(long duration, long mediaTime) {
        List<EditListBox.Edit> all = new ArrayList<>(edits);
        all.add(new EditListBox.Edit(duration, mediaTime, EditListBox.Edit.NORMAL_RATE));
        edits = List.copyOf(all);
        return this;
    }

    boolean isSync(int sample) {
        return sample % keyDistance == 0;
    }

    int sampleFlags(int sample) {
        return isSync(sample) ? SampleFlags.SYNC : SampleFlags.NON_SYNC;
    }

    long decodeTime(int sample) {
        long time = 0;
        for (int i = 0; i < sample; i++) {
            time += duration.applyAsInt(i);
        }
        return time;
    }

    /** The track's number, the sample's, and as many more bytes as its size asks for. */
    byte[] data(int sample) {
        byte[] data = new byte[size.applyAsInt(sample)];
        Arrays.fill(data, (byte) (sample * 31 + trackId));
        byte[] number = {(byte) trackId, (byte) (sample >>> 16), (byte) (sample >>> 8), (byte) sample};
        System.arraycopy(number, 0, data, 0, Math.min(4, data.length));
        return data;
    }

    String handler() {
        return switch (type) {
            case "mp4a", "Opus" -> "soun";
            case "wvtt" -> "text";
            default -> "vide";
        };
    }

    Box mediaHeader() {
        return switch (handler()) {
            case "soun" -> new OpaqueBox("smhd", Bytes.of(new byte[8]));
            case "vide" -> new OpaqueBox("vmhd", Bytes.ofHex("00000001 0000000000000000"));
            default -> new OpaqueBox("nmhd", Bytes.of(new byte[4]));
        };
    }

    Box sampleEntry() {
        return switch (type) {
            case "avc1", "avc3" -> picture(new AvcConfigurationBox(Bytes.ofHex("01 4d401e ff e0 00")));
            case "hvc1", "hev1" ->
                picture(new HevcConfigurationBox(
                        Bytes.ofHex("01 01 60000000 900000000000 5d f000 fc fd f8 f8 0000 0f 00")));
            case "av01" -> picture(new Av1ConfigurationBox(Bytes.ofHex("81 05 0c 00")));
            case "vp09" -> picture(new VpConfigurationBox(Bytes.ofHex("01000000 00 1f 82 02 02 02 0000")));
            case "mp4a" -> AudioSampleEntry.of(type, 2, 48_000, ElementaryStreamBox.audio(Bytes.ofHex("1190")));
            case "Opus" ->
                AudioSampleEntry.of(type, 2, 48_000, new OpusSpecificBox(2, 312, 48_000, Bytes.ofHex("000000")));
            case "wvtt" -> new OpaqueBox(type, Bytes.ofHex("000000000000 0001 0000000e 76747443 574542565454"));
            default -> new OpaqueBox(type, Bytes.ofHex("000000000000 0001"));
        };
    }

    private Box picture(Box configuration) {
        return VisualSampleEntry.of(type, width, height, configuration);
    }
}
