package labwire.testkit.architecture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Does everything that {@link TimeAndChanceTest} forbids, so that a test can see that it does forbid it. Never run. */
final class Offender {
    static final int CLOCKS = 4;
    static final int RANDOM_SOURCES = 7;
    static final int LOOK_UPS = 4;

    private Offender() {}

    static List<Object> readsSystemClocks() {
        LongSupplier reference = System::nanoTime;
        return List.of(reference, System.currentTimeMillis(), Instant.now(), Clock.systemUTC());
    }

    static List<Object> rollsUnseededDice(List<Integer> cards) {
        Collections.shuffle(cards);
        return List.of(
                Math.random(),
                UUID.randomUUID(),
                ThreadLocalRandom.current(),
                RandomGenerator.getDefault(),
                new SplittableRandom(),
                new SecureRandom());
    }

    static Object rollsOldDice() {
        return new Random(1);
    }

    @SuppressWarnings("AddressSelection") // offending is the point
    static List<Object> looksUpNames() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("mail");
        return List.of(address.getHostName(), address.getCanonicalHostName(), new InetSocketAddress("mail", 25));
    }

    static Object waits() throws InterruptedException {
        Thread.sleep(1);
        TimeUnit.SECONDS.sleep(1);
        return new Timer();
    }

    static void endsTheProcess() {
        System.exit(1);
    }
}
