package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the options of other stacks, and of hostile ones, are read. */
class TcpOptionsCodecTest {
    private static TcpOptions read(String hex) throws MalformedInputException {
        return TcpOptionsCodec.read(Bytes.wrap(Hex.bytes(hex)));
    }

    @Test
    void readsTheOrderOfLinux() throws Exception {
        TcpOptions options = read("020405b4 0402 080a 00000001 00000000 01 030307");
        assertThat(options.maximumSegmentSize()).isEqualTo(1460);
        assertThat(options.sackPermitted()).isTrue();
        assertThat(options.timestamps()).isEqualTo(new TcpOptions.Timestamps(1, 0));
        assertThat(options.windowScale()).isEqualTo(7);
    }

    @Test
    void readsOptionsThatBeginOnNoWordBoundary() throws Exception {
        TcpOptions options = read("01 020405b4 080a 00000001 00000002 00");
        assertThat(options.maximumSegmentSize()).isEqualTo(1460);
        assertThat(options.timestamps()).isEqualTo(new TcpOptions.Timestamps(1, 2));
    }

    @Test
    void skipsUnknownOptions() throws Exception {
        assertThat(read("fd06 f989 0102 020405b4").maximumSegmentSize()).isEqualTo(1460);
    }

    @Test
    void stopsAtTheEndOfTheList() throws Exception {
        assertThat(read("00 020405b4 000000")).isEqualTo(TcpOptions.NONE);
    }

    @Test
    void skipsAnOptionWhoseLengthIsNotItsOwn() throws Exception {
        TcpOptions options = read("020305 030307 0101");
        assertThat(options.maximumSegmentSize()).isEqualTo(TcpOptions.ABSENT);
        assertThat(options.windowScale()).isEqualTo(7);
    }

    @Test
    void keepsWhatCameBeforeALengthThatDoesNotCountItself() throws Exception {
        assertThat(read("020405b4 0801 0000")).isEqualTo(TcpOptions.syn(1460, TcpOptions.ABSENT));
        assertThat(read("020405b4 0800 0000")).isEqualTo(TcpOptions.syn(1460, TcpOptions.ABSENT));
    }

    @Test
    void keepsWhatCameBeforeAnOptionThatRunsOverTheEnd() throws Exception {
        assertThat(read("020405b4 080a 0000")).isEqualTo(TcpOptions.syn(1460, TcpOptions.ABSENT));
    }

    @Test
    void keepsWhatCameBeforeAKindWithoutALength() throws Exception {
        assertThat(read("020405b4 010101 08")).isEqualTo(TcpOptions.syn(1460, TcpOptions.ABSENT));
    }

    @Test
    void ignoresASackOptionWithHalfABlock() throws Exception {
        assertThat(read("0101 0506 00000001").sackBlocks()).isEmpty();
    }

    @Test
    void readsFourSackBlocks() throws Exception {
        String block = "00000001 00000002 ";
        assertThat(read("0101 0522" + block.repeat(4)).sackBlocks())
                .hasSize(4)
                .containsOnly(new TcpOptions.SackBlock(1, 2));
    }

    @Test
    void takesTheLastOfARepeatedOption() throws Exception {
        assertThat(read("020405b4 02040200").maximumSegmentSize()).isEqualTo(512);
    }

    /** Three blocks of a SACK, timestamps, and a scale take 39 bytes; each with its padding, they would take 44. */
    @Test
    void writesWithoutPaddingWhatElseWouldNotFit() throws Exception {
        TcpOptions options = read("080a 00000001 00000002 030307 051a" + "00000001 00000002 ".repeat(3) + "00");
        assertThat(options.sackBlocks()).hasSize(3);
        ByteBuffer out = ByteBuffer.allocate(TcpSegment.MAX_OPTIONS_LENGTH);
        TcpOptionsCodec.write(out, options);

        assertThat(out.hasRemaining()).isFalse();
        assertThat(TcpOptionsCodec.read(Bytes.wrap(out.array()))).isEqualTo(options);
    }

    @Test
    void refusesMoreThanAHeaderHasRoomFor() {
        List<TcpOptions.SackBlock> four = Collections.nCopies(4, new TcpOptions.SackBlock(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TcpOptions(1460, 7, true, four, null))
                .withMessage("bytes of options: 43 (expected: at most 40)");
    }
}
