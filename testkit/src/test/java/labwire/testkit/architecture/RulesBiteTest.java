package labwire.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A rule that finds nothing may be one that looks at nothing: these are tried on a class that breaks them. */
class RulesBiteTest {
    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(Offender.class);

    private static int offences(ArchRule rule) {
        return rule.evaluate(OFFENDER).getFailureReport().getDetails().size();
    }

    @Test
    void everyClockIsSeenAlsoThroughAMethodReference() {
        assertThat(offences(TimeAndChanceTest.NO_SYSTEM_CLOCK)).isEqualTo(Offender.CLOCKS);
    }

    @Test
    void everyUnseededRandomSourceIsSeen() {
        assertThat(offences(TimeAndChanceTest.NO_UNSEEDED_RANDOMNESS)).isEqualTo(Offender.RANDOM_SOURCES);
        assertThat(offences(TimeAndChanceTest.NO_JAVA_UTIL_RANDOM)).isPositive();
    }

    @Test
    void everyLookUpIsSeen() {
        assertThat(offences(TimeAndChanceTest.NO_REAL_NAME_LOOK_UP)).isEqualTo(Offender.LOOK_UPS);
    }

    @Test
    void sleepsTimersAndExitsAreSeen() {
        assertThat(offences(TimeAndChanceTest.NOBODY_SLEEPS)).isEqualTo(2);
        assertThat(offences(TimeAndChanceTest.NO_TIMERS_BUT_THE_LOOPS)).isPositive();
        assertThat(offences(TimeAndChanceTest.ONLY_MAIN_ENDS_THE_PROCESS)).isEqualTo(1);
    }
}
