package labwire.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of netlab are the layers of the network: each knows those below it and none above. */
@AnalyzeClasses(packages = "labwire.netlab", importOptions = ImportOption.DoNotIncludeTests.class)
class NetlabLayersTest {
    @ArchTest
    static final ArchRule LAYERS_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("time")
            .definedBy("labwire.netlab.time..")
            .layer("wire")
            .definedBy("labwire.netlab.wire..")
            .layer("link")
            .definedBy("labwire.netlab.link..")
            .layer("bridge")
            .definedBy("labwire.netlab.bridge..")
            .layer("discovery")
            .definedBy("labwire.netlab.discovery..")
            .layer("stack")
            .definedBy("labwire.netlab.stack..")
            .layer("channel")
            .definedBy("labwire.netlab.channel..")
            .optionalLayer("routing")
            .definedBy("labwire.netlab.routing..")
            .optionalLayer("service")
            .definedBy("labwire.netlab.service..")
            .layer("device")
            .definedBy("labwire.netlab.device..")
            .optionalLayer("console")
            .definedBy("labwire.netlab.console..")
            .layer("cloud")
            .definedBy("labwire.netlab.cloud..")
            .layer("topology")
            .definedBy("labwire.netlab.topology..")
            .whereLayer("time")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayNotAccessAnyLayer()
            .whereLayer("link")
            .mayOnlyAccessLayers("time", "wire")
            .whereLayer("bridge")
            .mayOnlyAccessLayers("time", "wire", "link")
            .whereLayer("discovery")
            .mayOnlyAccessLayers("time", "wire", "link")
            .whereLayer("stack")
            .mayOnlyAccessLayers("time", "wire", "link")
            .whereLayer("channel")
            .mayOnlyAccessLayers("time", "wire", "stack")
            .whereLayer("routing")
            .mayOnlyAccessLayers("time", "wire", "stack")
            .whereLayer("service")
            .mayOnlyAccessLayers("time", "wire", "stack", "channel")
            .whereLayer("device")
            .mayOnlyAccessLayers(
                    "time", "wire", "link", "bridge", "discovery", "stack", "channel", "routing", "service")
            .whereLayer("console")
            .mayOnlyAccessLayers(
                    "time", "wire", "link", "bridge", "discovery", "stack", "channel", "routing", "service", "device")
            .whereLayer("cloud")
            .mayOnlyAccessLayers("time", "wire", "link", "stack", "channel", "service", "device")
            .whereLayer("topology")
            .mayNotBeAccessedByAnyLayer()
            .because("a layer that knows what is above it cannot be understood, nor tested, without that");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_HAS_A_LAYER = classes()
            .should()
            .resideInAnyPackage(
                    "labwire.netlab.time..",
                    "labwire.netlab.wire..",
                    "labwire.netlab.link..",
                    "labwire.netlab.bridge..",
                    "labwire.netlab.discovery..",
                    "labwire.netlab.stack..",
                    "labwire.netlab.channel..",
                    "labwire.netlab.routing..",
                    "labwire.netlab.service..",
                    "labwire.netlab.device..",
                    "labwire.netlab.console..",
                    "labwire.netlab.cloud..",
                    "labwire.netlab.topology..")
            .because("a package of no layer would escape the rule on layers");

    @ArchTest
    static final ArchRule TCP_DOES_NOT_KNOW_THE_STACK_AROUND_IT = noClasses()
            .that()
            .resideInAPackage("labwire.netlab.stack.tcp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("labwire.netlab.stack", "labwire.netlab.stack.udp..", "labwire.netlab.link..")
            .because("TCP talks to IP through TcpOutput, so that tests can stand in for the network");

    @ArchTest
    static final ArchRule WIRE_FORMATS_HOLD_NO_STATE_CLOCK_OR_IO = classes()
            .that()
            .resideInAPackage("labwire.netlab.wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "labwire.netlab.wire..",
                    "java.lang..",
                    "java.util",
                    "java.util.function..",
                    "java.util.regex..",
                    "java.util.stream..",
                    "java.nio",
                    "java.nio.charset",
                    "java.net",
                    "org.jspecify..")
            .because("records and codecs are values and functions");

    @ArchTest
    static final ArchRule BYTE_BUFS_APPEAR_AT_THE_CHANNELS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "labwire.netlab.channel..", "labwire.netlab.cloud..", "labwire.netlab.console.ssh..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.buffer..")
            .because("inside the lab, data is an immutable slice without a reference count;"
                    + " what sits on its channels speaks as those do");

    @ArchTest
    static final ArchRule THE_CORE_IS_WITHOUT_IO = noClasses()
            .that()
            .resideInAnyPackage(
                    "labwire.netlab.wire..",
                    "labwire.netlab.bridge..",
                    "labwire.netlab.stack..",
                    "labwire.netlab.console..",
                    "labwire.netlab.routing..")
            .and()
            .resideOutsideOfPackage("labwire.netlab.console.ssh..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "java.nio.channels..", "java.nio.file..", "java.io..")
            .because("protocols take inputs and the time, and give outputs and the next deadline");
}
