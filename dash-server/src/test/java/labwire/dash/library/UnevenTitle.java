package labwire.dash.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import labwire.dash.media.Ffmpeg;
import org.opentest4j.TestAbortedException;

/** A title as people bring it: plain MP4s, B-frames, key frames at odd places, 44.1 kHz audio with priming. */
public final class UnevenTitle {
    private static final String VIDEO = "-f lavfi -i testsrc2=size=%s:rate=24000/1001:duration=17.3 -c:v libx264"
            + " -preset ultrafast -g 37 -keyint_min 37 -sc_threshold 0 -bf 2 -pix_fmt yuv420p -b:v %s";
    private static final String AUDIO =
            "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=17.2 -ac 2 -c:a aac -b:a 64k";

    private UnevenTitle() {}

    /** False if there is no ffmpeg to make it with. */
    public static boolean make(Path folder) throws IOException {
        try {
            Ffmpeg.assume("libx264", "aac");
        } catch (TestAbortedException e) {
            return false;
        }
        Files.createDirectories(folder);
        Ffmpeg.make(folder.resolve("small.mp4"), VIDEO.formatted("160x90", "50k"));
        Ffmpeg.make(folder.resolve("large.mp4"), VIDEO.formatted("320x180", "150k"));
        Ffmpeg.make(folder.resolve("sound.mp4"), AUDIO);
        Files.writeString(folder.resolve("title.json"), """
                {"format": 1, "title": "Uneven", "segmentMillis": 2000, "media": [
                  {"id": "small", "file": "small.mp4"},
                  {"id": "large", "file": "large.mp4"},
                  {"id": "sound", "file": "sound.mp4", "language": "de"}]}
                """);
        return true;
    }
}
