package labwire.dash.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LadderTest {
    @Test
    void noRungIsHigherThanTheSource() {
        assertThat(Ladder.rungs(720)).extracting(Ladder.Rung::height).containsExactly(180, 270, 360, 540, 720);
        assertThat(Ladder.rungs(2160)).extracting(Ladder.Rung::height).endsWith(1080);
    }

    @Test
    void aSourceWellAboveTheHighestRungIsOneToo() {
        assertThat(Ladder.rungs(480)).endsWith(new Ladder.Rung(480, 1264));
        assertThat(Ladder.rungs(368)).extracting(Ladder.Rung::height).endsWith(360);
        assertThat(Ladder.rungs(101)).containsExactly(new Ladder.Rung(100, 50));
    }
}
