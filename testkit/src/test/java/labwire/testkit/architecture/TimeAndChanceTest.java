package labwire.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.handler.traffic.AbstractTrafficShapingHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Time, randomness and names are handed in: else the same seed would not give the same capture. */
@AnalyzeClasses(packages = "labwire", importOptions = ImportOption.DoNotIncludeTests.class)
class TimeAndChanceTest {
    private static final String CONSTRUCTOR = "<init>";
    private static final String[] MAY_READ_THE_SYSTEM = {"labwire.netlab.time..", "labwire.gateway.."};

    /** Calls of, and references to, methods by their name, whatever their parameters. */
    private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String... methods) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + Arrays.toString(methods),
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && List.of(methods).contains(access.getTarget().getName()));
    }

    /** The same, by exact parameters. */
    private static DescribedPredicate<JavaAccess<?>> useExactly(Class<?> owner, String method, Class<?>... parameters) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + method + Arrays.toString(parameters),
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getTarget().getName().equals(method)
                        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                        && unit.getRawParameterTypes().stream()
                                .map(type -> type.getName())
                                .toList()
                                .equals(Arrays.stream(parameters)
                                        .map(Class::getName)
                                        .toList()));
    }

    @ArchTest
    static final ArchRule NO_SYSTEM_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_READ_THE_SYSTEM)
            .should()
            .accessTargetWhere(or(
                    use(System.class, "nanoTime", "currentTimeMillis"),
                    use(
                            Clock.class,
                            "systemUTC",
                            "systemDefaultZone",
                            "system",
                            "tickMillis",
                            "tickSeconds",
                            "tickMinutes"),
                    use(InstantSource.class, "system"),
                    use(Ticker.class, "systemTicker"),
                    useExactly(Instant.class, "now"),
                    useExactly(LocalDate.class, "now"),
                    useExactly(LocalTime.class, "now"),
                    useExactly(LocalDateTime.class, "now"),
                    useExactly(OffsetDateTime.class, "now"),
                    useExactly(ZonedDateTime.class, "now"),
                    useExactly(Date.class, CONSTRUCTOR),
                    use(Calendar.class, "getInstance")))
            .because("the same code runs live and in virtual time: a clock is a constructor argument");

    @ArchTest
    static final ArchRule NO_TIMERS_BUT_THE_LOOPS = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Timer.class, HashedWheelTimer.class, AbstractTrafficShapingHandler.class)
            .because("these read the system's clock and have threads of their own");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .accessTargetWhere(or(use(Thread.class, "sleep"), use(TimeUnit.class, "sleep")))
            .because("what waits arms a timer, or waits for a condition with a bound");

    @ArchTest
    static final ArchRule NO_UNSEEDED_RANDOMNESS = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_READ_THE_SYSTEM)
            .should()
            .accessTargetWhere(or(
                    use(Math.class, "random"),
                    use(StrictMath.class, "random"),
                    use(UUID.class, "randomUUID"),
                    use(ThreadLocalRandom.class, "current"),
                    use(RandomGenerator.class, "getDefault", "of"),
                    useExactly(SplittableRandom.class, CONSTRUCTOR),
                    useExactly(Collections.class, "shuffle", List.class),
                    useExactly(SecureRandom.class, CONSTRUCTOR),
                    use(SecureRandom.class, "getInstanceStrong", "getInstance")))
            .because("a run is repeated from its seed: a random source is a constructor argument");

    @ArchTest
    static final ArchRule NO_JAVA_UTIL_RANDOM = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class)
            .because("seeds that lie close together give it streams that do too; RandomStreams has better ones");

    @ArchTest
    static final ArchRule NO_REAL_NAME_LOOK_UP = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_READ_THE_SYSTEM)
            .should()
            .accessTargetWhere(or(
                    use(InetAddress.class, "getByName", "getAllByName", "getLocalHost", "getHostName"),
                    use(InetAddress.class, "getCanonicalHostName"),
                    use(InetSocketAddress.class, "getHostName"),
                    useExactly(InetSocketAddress.class, CONSTRUCTOR, String.class, int.class)))
            .because(
                    "nothing in a lab may ask the workstation's resolver; it would block, and answer for another world");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("labwire.gateway.Main")
            .should()
            .accessTargetWhere(or(use(System.class, "exit"), use(Runtime.class, "exit", "halt")))
            .because("whoever else fails says so to its caller, which may have something to put in order");
}
