package labwire.netlab.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    private static List<Long> numbers(RandomGenerator stream) {
        return LongStream.generate(stream::nextLong).limit(4).boxed().toList();
    }

    /** Should these change, every recorded scenario changes. */
    @Test
    void theNumbersOfASeedAndANameNeverChange() {
        assertThat(new RandomStreams(42).seedFor("mail:eth0")).isEqualTo(-1_773_771_788_067_793_102L);
        assertThat(new RandomStreams(42).stream("mail:eth0").nextLong()).isEqualTo(-4_857_781_199_794_592_126L);
    }

    @Test
    void aStreamDoesNotDependOnWhichOthersWereAskedFor() {
        RandomStreams alone = new RandomStreams(7);
        RandomStreams crowded = new RandomStreams(7);
        numbers(crowded.stream("sw1"));
        numbers(crowded.stream("mail"));
        assertThat(numbers(crowded.stream("mail"))).isEqualTo(numbers(alone.stream("mail")));
    }

    @Test
    void neighbouringNamesAndSeedsGiveStreamsOfTheirOwn() {
        long distinct = IntStream.range(0, 100)
                .boxed()
                .flatMap(seed -> IntStream.range(0, 100)
                        .mapToObj(host ->
                                new RandomStreams(seed).stream("pc" + host).nextLong()))
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(10_000);
    }
}
