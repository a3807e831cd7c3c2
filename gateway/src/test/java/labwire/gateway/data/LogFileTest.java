package labwire.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class LogFileTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final StringWriter file = new StringWriter();
    private final LogFile log = new LogFile(file, work::add);

    private void runWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void linesWaitForTheExecutorAndKeepTheirOrder() {
        log.accept("a");
        log.accept("b");
        assertThat(file.toString()).isEmpty();
        assertThat(work).hasSize(1);
        runWork();
        log.accept("c");
        runWork();
        assertThat(file).hasToString("a\nb\nc\n");
    }

    @Test
    void whatIsTooMuchIsLeftOutAndCounted() {
        for (int i = 0; i < LogFile.MAX_QUEUED + 3; i++) {
            log.accept("x");
        }
        runWork();
        assertThat(file.toString().lines()).hasSize(LogFile.MAX_QUEUED + 1).endsWith("# 3 lines left out");
    }

    @Test
    void anUnwritableFileIsTriedAgainWithTheNextLine() {
        Writer broken = new Writer() {
            private int writes;

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                if (writes++ == 0) {
                    throw new IOException("full");
                }
                file.write(text, offset, length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LogFile other = new LogFile(broken, work::add);
        other.accept("lost");
        runWork();
        other.accept("kept");
        runWork();
        assertThat(file).hasToString("kept\n");
    }
}
