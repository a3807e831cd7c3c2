package labwire.dash.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;

/** Good files, each spoilt in one way, and the box that is to blame. */
final class HostileFiles {
    record Hostile(String name, String path, Bytes bytes) {
        @Override
        public String toString() {
            return name + " → " + path;
        }
    }

    private static final String TRAK = "moov/trak";
    private static final String MDIA = TRAK + "/mdia";
    private static final String STBL = MDIA + "/minf/stbl";
    private static final int HUGE = 0xFFFF_FFFF;

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileFiles files = new HostileFiles();
        files.notFiles();
        files.outermost();
        files.nesting();
        files.missing();
        files.versions();
        files.headers();
        files.edits();
        files.times();
        files.chunks();
        files.sizes();
        files.descriptions();
        files.fragments();
        files.runs();
        return files.all;
    }

    private static byte[] video() {
        return TestMp4.plain(TestTrack.video(1, "avc1").samples(50).edit(2000, 0))
                .bytes();
    }

    private static byte[] audio() {
        return TestMp4.plain(TestTrack.audio(1, "mp4a").samples(50)).bytes();
    }

    private static byte[] fragmented() {
        return TestMp4.fragmented(10, TestTrack.video(1, "avc1").samples(50)).bytes();
    }

    private void raw(String name, String path, byte[] bytes) {
        all.add(new Hostile(name, path, Bytes.of(bytes)));
    }

    /** Spoils what is at {@code path}, which is to blame. */
    private void spoil(byte[] good, String path, String name, Consumer<Mp4Bytes> how) {
        spoil(good, path, path, name, how);
    }

    private void spoil(byte[] good, String where, String blamed, String name, Consumer<Mp4Bytes> how) {
        Mp4Bytes bytes = new Mp4Bytes(good).box(where);
        how.accept(bytes);
        all.add(new Hostile(where + " " + name, blamed, Bytes.of(bytes.bytes())));
    }

    private void notFiles() {
        raw("nothing", "file", new byte[0]);
        raw("three bytes", "file", new byte[] {0, 0, 0});
        raw("HTML", "file", "<!DOCTYPE html><html></html>".getBytes(StandardCharsets.UTF_8));
        raw("PNG", "file", Bytes.ofHex("89504e470d0a1a0a0000000d49484452").toArray());
        raw("Matroska", "file", Bytes.ofHex("1a45dfa3a3428681 01 42f78101").toArray());
        raw("MPEG-TS", "file", Bytes.ofHex("474000100000b00d0001c100000001f0").toArray());
        raw("zeros", "file", new byte[4096]);
        byte[] ones = new byte[4096];
        Arrays.fill(ones, (byte) 0xFF);
        raw("ones", "file", ones);
    }

    private void outermost() {
        spoil(video(), "moov", "gone", box -> box.rename("free"));
        byte[] good = video();
        raw(
                "moov twice",
                "moov",
                new BoxWriter().bytes(Bytes.of(good)).bytes(Bytes.of(good)).toArray());
        spoil(video(), "mdat", "cut short", box -> box.cutAt(good.length - 10));
        spoil(video(), "moov", "cut short", box -> box.cutAt(box.start() + 100));
        spoil(video(), "mdat", "of 4 GB", box -> box.resize(HUGE));
        spoil(video(), "mdat", "of 7 bytes", box -> box.resize(7));
        spoil(video(), "mdat", "of 2^62 bytes", box -> box.resize(1).put32(0, 0x4000_0000));
        spoil(
                video(),
                "mdat",
                "of 2^64 - 1 bytes",
                box -> box.resize(1).put32(0, HUGE).put32(4, HUGE));
        spoil(
                video(),
                "mdat",
                "of 64-bit size 8",
                box -> box.resize(1).put32(0, 0).put32(4, 8));
        spoil(video(), "ftyp", "of 4 bytes", box -> box.resize(4));
        spoil(video(), "moov", "\\x01\\x01\\x01\\x01", "longer, into mdat", box -> box.resize(box.size() + 8));
        spoil(video(), "moov", "\\x00\\x00\\x00\\x1a", "shorter", box -> box.resize(box.size() - 8));
        spoil(video(), "mdat", STBL + "/stco", "gone", box -> box.rename("free"));
        spoil(fragmented(), "mdat", "moof/traf/trun", "not after its moof", box -> box.rename("free"));
        spoil(fragmented(), "moof[5]", "moof", "cut short", box -> box.cutAt(box.start() + 20));
        spoil(fragmented(), "moof", "moof", "of 3 GB", box -> box.resize(0xC000_0000));
    }

    private void nesting() {
        spoil(video(), "moov/mvhd", "of no size", box -> box.resize(0));
        spoil(video(), "moov/mvhd", "of 7 bytes", box -> box.resize(7));
        spoil(video(), "moov/mvhd", "of 64-bit size", box -> box.resize(1));
        spoil(video(), TRAK, "too long", box -> box.resize(box.size() + 1));
        spoil(video(), MDIA, "of 2 GB", box -> box.resize(Integer.MAX_VALUE));
        spoil(video(), STBL, "too long", box -> box.resize(box.size() + 4));
        byte[] deep = new byte[8 * 5000];
        for (int depth = 0; depth < 5000; depth++) {
            new Mp4Bytes(deep).putRaw(depth * 8, deep.length - depth * 8).putRaw(depth * 8 + 4, 0x6D6F_6F76);
        }
        raw("5000 moov, one in another", "moov" + "/moov".repeat(10), deep);
        byte[] many = new byte[8 + 8 * 30_000];
        Mp4Bytes wide = new Mp4Bytes(many).putRaw(0, many.length).putRaw(4, 0x6D6F_6F76);
        for (int at = 8; at < many.length; at += 8) {
            wide.putRaw(at, 8).putRaw(at + 4, 0x6672_6565);
        }
        raw("30,000 boxes in moov", "moov", many);
    }

    private void missing() {
        String[] needed = {
            "moov/mvhd",
            TRAK,
            TRAK + "/tkhd",
            MDIA,
            MDIA + "/mdhd",
            MDIA + "/hdlr",
            MDIA + "/minf",
            STBL,
            STBL + "/stsd",
            STBL + "/stts",
            STBL + "/stsc",
            STBL + "/stsz",
            STBL + "/stco",
            MDIA + "/minf/dinf",
            STBL + "/stsd/avc1/avcC"
        };
        for (String path : needed) {
            String blamed = path.equals(TRAK) ? "moov" : path;
            spoil(video(), path, blamed, "gone", box -> box.rename("free"));
        }
        spoil(video(), MDIA + "/minf/vmhd", MDIA + "/minf", "gone", box -> box.rename("free"));
        spoil(fragmented(), "moov/mvex", "gone", box -> box.rename("free"));
        spoil(fragmented(), "moov/mvex/trex", "moof/traf/tfhd", "gone", box -> box.rename("free"));
        spoil(fragmented(), "moof/traf/tfhd", "gone", box -> box.rename("free"));
        spoil(audio(), STBL + "/stsd/mp4a/esds", "gone", box -> box.rename("free"));
    }

    private void versions() {
        String[] versioned = {
            "moov/mvhd",
            TRAK + "/tkhd",
            TRAK + "/edts/elst",
            MDIA + "/mdhd",
            MDIA + "/hdlr",
            STBL + "/stts",
            STBL + "/ctts",
            STBL + "/stsc",
            STBL + "/stsz",
            STBL + "/stco",
            STBL + "/stss",
            STBL + "/stsd"
        };
        for (String path : versioned) {
            spoil(video(), path, "of version 7", box -> box.put8(0, 7));
        }
        String[] inFragments = {
            "moov/mvex/trex", "moof/mfhd", "moof/traf/tfhd", "moof/traf/tfdt", "moof/traf/trun", "sidx"
        };
        for (String path : inFragments) {
            spoil(fragmented(), path, "of version 7", box -> box.put8(0, 7));
        }
    }

    private void headers() {
        spoil(video(), "moov/mvhd", "without timescale", box -> box.put32(12, 0));
        spoil(video(), MDIA + "/mdhd", "without timescale", box -> box.put32(12, 0));
        spoil(video(), TRAK + "/tkhd", "of track 0", box -> box.put32(12, 0));
        spoil(video(), MDIA + "/minf/dinf/dref", "elsewhere", box -> box.put8(19, 0));
        spoil(video(), MDIA + "/minf/dinf/dref", "of 2^32 - 1 entries", box -> box.put32(4, HUGE));
        spoil(video(), MDIA + "/minf/dinf/dref", "with an entry of -1 bytes", box -> box.put32(8, HUGE));
    }

    private void edits() {
        String elst = TRAK + "/edts/elst";
        spoil(video(), elst, "of 2^32 - 1 edits", box -> box.put32(4, HUGE));
        spoil(video(), elst, "of 900 edits", box -> box.put32(4, 900));
        spoil(video(), elst, "at double rate", box -> box.put32(16, 0x2_0000));
        spoil(video(), elst, "from -2 on", box -> box.put32(12, -2));
        spoil(video(), elst, STBL + "/stts", "beyond the end", box -> box.put32(12, Integer.MAX_VALUE));
    }

    private void times() {
        String stts = STBL + "/stts";
        String ctts = STBL + "/ctts";
        String stss = STBL + "/stss";
        spoil(video(), stts, "of 2^32 - 1 rows", box -> box.put32(4, HUGE));
        spoil(video(), stts, "of one row more", box -> box.put32(4, 51));
        spoil(video(), stts, "with one sample more", box -> box.put32(8, 2));
        spoil(video(), stts, "with 2^32 - 1 samples", box -> box.put32(8, HUGE));
        spoil(video(), stts, "with no samples", box -> box.put32(4, 0));
        spoil(video(), stts, "with a sample of 2^31 ticks", box -> box.put32(12, 0x8000_0000));
        spoil(video(), ctts, "of 2^32 - 1 rows", box -> box.put32(4, HUGE));
        spoil(video(), ctts, "with one sample less", box -> box.put32(8, 0));
        spoil(video(), stss, "of 2^32 - 1 rows", box -> box.put32(4, HUGE));
        spoil(video(), stss, "with sample 0", box -> box.put32(8, 0));
        spoil(video(), stss, "with sample 51", box -> box.put32(12, 51));
        spoil(video(), stss, "descending", box -> box.put32(8, 30));
        spoil(video(), stss, "of no samples", box -> box.put32(4, 0));
        spoil(video(), stss, "not at the beginning", box -> box.put32(8, 2));
    }

    private void chunks() {
        String stsc = STBL + "/stsc";
        String stco = STBL + "/stco";
        spoil(video(), stsc, "of 2^32 - 1 rows", box -> box.put32(4, HUGE));
        spoil(video(), stsc, "of no rows", box -> box.put32(4, 0));
        spoil(video(), stsc, "from chunk 2 on", box -> box.put32(8, 2));
        spoil(video(), stsc, "from chunk 0 on", box -> box.put32(8, 0));
        spoil(video(), stsc, "with no samples", box -> box.put32(12, 0));
        spoil(video(), stsc, "with 2^32 - 1 samples", box -> box.put32(12, HUGE));
        spoil(video(), stsc, "with fewer samples", box -> box.put32(12, 3));
        spoil(video(), stsc, "with sample entry 0", box -> box.put32(16, 0));
        spoil(video(), stsc, "with sample entry 9", box -> box.put32(16, 9));
        spoil(video(), stco, "of 2^32 - 1 rows", box -> box.put32(4, HUGE));
        spoil(video(), stco, stsc, "of one row less", box -> box.put32(4, 4));
        spoil(video(), stco, "at 0", box -> box.put32(8, 0));
        spoil(video(), stco, "in moov", box -> box.put32(8, 100));
        spoil(video(), stco, "at 4 GB", box -> box.put32(8, HUGE));
        spoil(video(), stco, "overlapping", box -> box.put32(12, box.get32(8) + 1));
        spoil(video(), stco, "descending", box -> box.put32(8, box.get32(20)));
        spoil(video(), stco, "one byte late", box -> box.put32(24, box.get32(24) + 1));
    }

    private void sizes() {
        String stsz = STBL + "/stsz";
        spoil(video(), stsz, "of 2^32 - 1 samples", box -> box.put32(8, HUGE));
        spoil(
                video(),
                stsz,
                "of 2^32 - 1 samples of one size",
                box -> box.put32(4, 1).put32(8, HUGE));
        spoil(video(), stsz, "of one sample more", box -> box.put32(8, 51));
        spoil(video(), stsz, STBL + "/stts", "of one sample less", box -> box.put32(8, 49));
        spoil(video(), stsz, "of no samples", box -> box.put32(8, 0));
        spoil(video(), stsz, "with a sample of 4 GB", box -> box.put32(12, HUGE));
        spoil(video(), stsz, STBL + "/stco", "with a sample of 64 MB", box -> box.put32(12, 64 << 20));
        spoil(video(), stsz, STBL + "/stco", "all of 64 MB", box -> box.put32(4, 64 << 20));
        spoil(
                video(),
                stsz,
                STBL + "/stz2",
                "of 5 bits",
                box -> box.rename("stz2").put32(4, 5));
    }

    private void descriptions() {
        String stsd = STBL + "/stsd";
        spoil(video(), stsd, "of no entries", box -> box.put32(4, 0));
        spoil(video(), stsd, "of 2^32 - 1 entries", box -> box.put32(4, HUGE));
        spoil(video(), stsd + "/avc1", stsd + "/mp4v", "of MPEG-4 video", box -> box.rename("mp4v"));
        spoil(video(), stsd + "/avc1", stsd + "/encv", "encrypted", box -> box.rename("encv"));
        spoil(video(), stsd + "/avc1", stsd + "/hvc1/hvcC", "called HEVC", box -> box.rename("hvc1"));
        spoil(video(), stsd + "/avc1/avcC", stsd + "/avc1/hvcC", "called HEVC", box -> box.rename("hvcC"));
        spoil(video(), stsd + "/avc1/avcC", "too long", box -> box.resize(box.size() + 1));
        spoil(audio(), stsd + "/mp4a", "of QuickTime", box -> box.put8(9, 1));
        spoil(audio(), stsd + "/mp4a/esds", "of another descriptor", box -> box.put8(4, 9));
        spoil(audio(), stsd + "/mp4a/esds", "too long inside", box -> box.put8(5, 100));
        spoil(audio(), stsd + "/mp4a/esds", "of MP3", box -> box.put8(11, 0x6B));
        spoil(audio(), stsd + "/mp4a/esds", "of no sample rate", box -> box.put8(26, 0x17));
    }

    private void fragments() {
        spoil(fragmented(), "moov/mvex/trex", "moof/traf/tfhd", "of track 9", box -> box.put32(4, 9));
        spoil(fragmented(), "moof/traf/tfhd", "of track 9", box -> box.put32(4, 9));
        spoil(fragmented(), "moof[3]/traf/tfdt", "of 2^63", box -> box.put32(4, 0x8000_0000));
        spoil(fragmented(), "moof[3]/traf/tfdt", "of 2^62", box -> box.put32(4, 0x4000_0000));
        spoil(fragmented(), "moof[3]/traf/tfdt", "earlier", box -> box.put32(8, 0));
        spoil(fragmented(), "moof/traf", STBL, "gone", box -> {
            for (int moof = 1; moof <= 5; moof++) {
                box.box("moof[" + moof + "]/traf").rename("free");
            }
        });
        spoil(fragmented(), "moof[2]", "moof", "too long", box -> box.resize(Integer.MAX_VALUE));
        spoil(fragmented(), "moof/traf", "too long", box -> box.resize(box.size() + 1));
        spoil(fragmented(), "sidx", "of 65535 references", box -> box.put32(20, 0xFFFF));
        spoil(fragmented(), "sidx", "without timescale", box -> box.put32(8, 0));
    }

    private void runs() {
        String trun = "moof[2]/traf/trun";
        spoil(fragmented(), trun, "of 2^32 - 1 samples", box -> box.put32(4, HUGE));
        spoil(fragmented(), trun, "of 2^20 samples", box -> box.put32(4, 1 << 20));
        spoil(fragmented(), trun, "of one sample more", box -> box.put32(4, 11));
        spoil(fragmented(), trun, "before the file", box -> box.put32(8, Integer.MIN_VALUE));
        spoil(fragmented(), trun, "in its own moof", box -> box.put32(8, 20));
        spoil(fragmented(), trun, "beyond the file", box -> box.put32(8, Integer.MAX_VALUE));
        spoil(fragmented(), trun, "one byte late", box -> box.put32(8, box.get32(8) + 1));
        spoil(fragmented(), trun, "with a sample of 4 GB", box -> box.put32(16, HUGE));
        spoil(fragmented(), "moof/traf/trun", STBL, "without a key frame", box -> box.put32(20, 0x0101_0000));
    }
}
