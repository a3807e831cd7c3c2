package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.logging.DebugCommands;
import labwire.netlab.device.DebugFlag;
import labwire.netlab.device.OspfMessages;

/** {@code debug ip ospf adj|events|flood|hello|lsa-generation|packet|spf}. */
final class DebugOspf {
    private DebugOspf() {}

    static void addTo(IosLanguage.Builder language) {
        for (DebugFlag flag : OspfMessages.FLAGS) {
            String topic = flag.command().substring("ip ospf ".length());
            DebugCommands.add(
                    language, flag, "ip  IP information\nospf  OSPF information\n" + topic + "  " + flag.title());
        }
    }
}
