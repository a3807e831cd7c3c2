package labwire.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** Which module may know which. The POMs hold most of this; a POM, though, is easily widened. */
@AnalyzeClasses(packages = "labwire", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionsTest {
    /** Classes of ours, the given packages' own apart. */
    private static DescribedPredicate<JavaClass> oursOutside(String... packages) {
        return JavaClass.Predicates.resideInAPackage("labwire..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(packages))
                .as("classes of ours outside %s", String.join(", ", packages));
    }

    private static ArchRule module(String module, String... mayKnow) {
        return noClasses().that().resideInAPackage(module).should().dependOnClassesThat(oursOutside(mayKnow));
    }

    @ArchTest
    static final ArchRule TLS_KNOWS_NO_OTHER_MODULE = module("labwire.tls..", "labwire.tls..")
            .because("certificates are the same for mail, video and whatever comes next");

    @ArchTest
    static final ArchRule NETLAB_KNOWS_NO_OTHER_MODULE = module("labwire.netlab..", "labwire.netlab..")
            .because("a network carries mail and video without knowing of either");

    @ArchTest
    static final ArchRule THE_MAIL_SERVER_KNOWS_TLS_ALONE = module("labwire.smtp..", "labwire.smtp..", "labwire.tls..")
            .because("it is given a bootstrap and never learns whether that leads into a lab or to real sockets");

    @ArchTest
    static final ArchRule THE_VIDEO_SERVER_KNOWS_TLS_ALONE = module("labwire.dash..", "labwire.dash..", "labwire.tls..")
            .because("it is given a bootstrap and never learns whether that leads into a lab or to real sockets");

    @ArchTest
    static final ArchRule ONLY_THE_TEST_KIT_SEES_THE_GATEWAY = noClasses()
            .that()
            .resideOutsideOfPackages("labwire.gateway..", "labwire.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("labwire.gateway..")
            .because("the gateway composes the others; what it composes must not call back");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_TEST_KIT = noClasses()
            .that()
            .resideOutsideOfPackage("labwire.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("labwire.testkit..")
            .because("it is there for tests");

    @ArchTest
    static final ArchRule SERVERS_DO_NOT_CHOOSE_THEIR_TRANSPORT = noClasses()
            .that()
            .resideInAnyPackage("labwire.smtp..", "labwire.dash..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel.socket.nio..", "io.netty.channel.nio..", "io.netty.channel.epoll..")
            .because("the same server runs in the lab and on real sockets, by the bootstrap that it is given");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = slices().matching("labwire.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that know each other are one package");

    @ArchTest
    static final ArchRule NAMES_ARE_THE_PROTOCOLS_NOUNS = noClasses()
            .that()
            .areNotAssignableTo(KeyManager.class)
            .and()
            .areNotAssignableTo(TrustManager.class)
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helper|Impl)(\\$.*)?")
            .because(
                    "a class that is hard to name has more than one job (key and trust managers are JSSE's own nouns)");
}
