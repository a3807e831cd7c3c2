package labwire.dash;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know. Its layers are held by testkit's rules. */
@AnalyzeClasses(packages = "labwire.dash", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NETTY_TLS_JACKSON_AND_METRICS_AND_NO_NETWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "labwire.dash..",
                    "labwire.tls..",
                    "java..",
                    "javax.net.ssl..",
                    "javax.xml..",
                    "io.netty..",
                    "com.fasterxml.jackson..",
                    "com.ctc.wstx..",
                    "io.micrometer..",
                    "io.prometheus..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule RULES_AND_REPORTS_DO_WITHOUT_A_NETWORK = noClasses()
            .that()
            .resideInAnyPackage("labwire.dash.abr..", "labwire.dash.fluid..", "labwire.dash.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "java.util.concurrent..");
}
