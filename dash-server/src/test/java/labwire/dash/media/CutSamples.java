package labwire.dash.media;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleFlags;
import labwire.dash.isobmff.TrackFragmentDecodeTimeBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;
import labwire.dash.isobmff.TrackRunBox;

/** The samples in a segment, read sample by sample, as a player's demuxer would. */
final class CutSamples {
    record Sample(long decodeTime, long duration, int compositionOffset, boolean sync, Bytes data) {
        /** As {@link TestTrack#data} numbered it. */
        int number() {
            return data.i32(0) & 0xFF_FFFF;
        }

        int trackId() {
            return data.u8(0);
        }
    }

    private CutSamples() {}

    static List<Sample> of(byte[] segment) throws Mp4Exception {
        List<Sample> samples = new ArrayList<>();
        Bytes all = Bytes.of(segment);
        int offset = 0;
        while (offset < segment.length) {
            int available = segment.length - offset;
            BoxHeader header = BoxHeader.read(
                    all.slice(offset, Math.min(BoxHeader.MAX_SIZE, available)), offset, available, BoxPath.FILE);
            if (header.type().equals("moof")) {
                Bytes body = all.slice((int) header.bodyOffset(), (int) header.bodySize());
                ContainerBox moof = BoxReader.readContainer(body, BoxPath.of("moof"));
                for (ContainerBox part : moof.containers("traf")) {
                    read(part, offset, segment, samples);
                }
            }
            offset += (int) header.size();
        }
        return samples;
    }

    private static void read(ContainerBox part, int moof, byte[] segment, List<Sample> samples) throws Mp4Exception {
        TrackFragmentHeaderBox header = part.only(TrackFragmentHeaderBox.class, "tfhd");
        long time = part.only(TrackFragmentDecodeTimeBox.class, "tfdt").decodeTime();
        for (TrackRunBox run : part.all(TrackRunBox.class)) {
            int position = moof + run.dataOffset();
            for (int i = 0; i < run.sampleCount(); i++) {
                int size = (int) run.size(i, header.defaultSize());
                long duration = run.duration(i, header.defaultDuration());
                boolean sync = SampleFlags.isSync(run.sampleFlags(i, header.defaultFlags()));
                Bytes data = Bytes.of(segment).slice(position, size);
                samples.add(new Sample(time, duration, run.compositionOffset(i), sync, data));
                time += duration;
                position += size;
            }
        }
    }
}
