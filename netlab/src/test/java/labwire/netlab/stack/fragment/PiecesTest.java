package labwire.netlab.stack.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.wire.Bytes;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private final Pieces pieces = new Pieces();

    private static Bytes bytes(int... octets) {
        byte[] array = new byte[octets.length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) octets[i];
        }
        return Bytes.wrap(array);
    }

    private int add(int offset, Bytes piece, boolean more) {
        assertThat(pieces.fits(offset, piece.length(), more)).isTrue();
        return pieces.add(offset, piece, more);
    }

    @Test
    void joinsWhatCameInAnyOrder() {
        assertThat(add(4, bytes(5, 6), false)).isEqualTo(2);
        assertThat(add(0, bytes(1, 2), true)).isEqualTo(2);
        assertThat(pieces.isWhole()).isFalse();
        assertThat(add(2, bytes(3, 4), true)).isEqualTo(2);
        assertThat(pieces.isWhole()).isTrue();
        assertThat(pieces.joined()).isEqualTo(bytes(1, 2, 3, 4, 5, 6));
    }

    @Test
    void countsTheSamePieceOnce() {
        add(0, bytes(1, 2), true);
        assertThat(add(0, bytes(1, 2), true)).isZero();
        assertThat(pieces.received()).isEqualTo(2);
    }

    @Test
    void refusesAPieceThatHasBecomeTheLastOneOrIsItNoMore() {
        add(0, bytes(1, 2), true);
        assertThat(pieces.fits(0, 2, false)).isFalse();
        add(2, bytes(3), false);
        assertThat(pieces.fits(2, 1, true)).isFalse();
        assertThat(pieces.fits(2, 1, false)).isTrue();
    }

    @Test
    void refusesWhatOverlapsOrLiesBehindTheEnd() {
        add(2, bytes(3, 4), true);
        assertThat(pieces.fits(2, 1, true)).as("another of that offset").isFalse();
        assertThat(pieces.fits(0, 3, true)).as("into the next").isFalse();
        assertThat(pieces.fits(3, 2, true)).as("out of the one before").isFalse();
        assertThat(pieces.fits(0, 2, false)).as("a last one before others").isFalse();
        assertThat(pieces.fits(4, 0, true)).as("nothing").isFalse();
        add(4, bytes(5), false);
        assertThat(pieces.fits(5, 1, true)).as("behind the last").isFalse();
        assertThat(pieces.fits(0, 2, true)).isTrue();
    }
}
