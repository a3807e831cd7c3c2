package labwire.netlab.console.ios.system;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.BannerText;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.Banner;
import labwire.netlab.device.IosDevice;

/** {@code banner}: texts of several lines, between delimiters. */
final class BannerCommands {
    private BannerCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (Banner banner : Banner.values()) {
            graph.add(
                    """
                    banner  Define a login banner
                    %s  Set the text that is shown then
                    {text:LINE}  c banner-text c, where 'c' is a delimiting character
                    """.formatted(banner.keyword()),
                    (console, arguments, reply) -> begin(console, banner, arguments, reply));
            graph.add(
                    """
                    no  Negate a command or set its defaults
                    banner  Define a login banner
                    %s  Set the text that is shown then
                    [{text:LINE}]  The text
                    """.formatted(banner.keyword()),
                    (console, arguments, reply) -> console.settings().banners().remove(banner));
        }
    }

    private static void begin(IosConsole console, Banner banner, Arguments arguments, Reply reply) {
        BannerText text = BannerText.beginning(arguments.text("text"));
        if (!text.isClosed()) {
            reply.printLine("Enter TEXT message.  End with the character '%s'.", text.delimiter());
        }
        takeOrAsk(console, banner, text, reply);
    }

    private static void takeOrAsk(IosConsole console, Banner banner, BannerText text, Reply reply) {
        if (text.text().length() > Banner.MAX_LENGTH) {
            reply.refuse("% Banner is too long", text.text().length() + " characters", "at most " + Banner.MAX_LENGTH);
        } else if (text.isClosed()) {
            console.settings().banners().put(banner, text.text());
        } else {
            console.ask("", (line, lineReply) -> {
                text.addLine(line);
                takeOrAsk(console, banner, text, lineReply);
            });
        }
    }

    static void write(IosDevice device, ConfigText text) {
        device.settings()
                .banners()
                .forEach((banner, shown) -> text.line(
                        "banner " + banner.keyword() + " " + BannerText.DELIMITER + shown + BannerText.DELIMITER));
    }
}
