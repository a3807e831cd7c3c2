package labwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabExtensionTest {
    @RegisterExtension
    final LabExtension lab = LabExtension.of(Path.of("../config/lab.yaml")).withSeed(7);

    @Test
    void anHourOfSilenceDoesNotAgeTheRouteToMail() {
        lab.lab().time().runFor(Duration.ofHours(1));
        var ping = lab.lab().exec("pc1", "ping -c 1 mail");
        assertThat(ping.accepted()).isTrue();
        assertThat(ping.output()).contains("1 received");
    }
}
