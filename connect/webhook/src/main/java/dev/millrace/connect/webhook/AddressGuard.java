// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.model.MillraceException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Keeps a pipeline from reaching what only this machine can reach: cloud metadata, routers, neighbours. The name is resolved
 * here and the connection goes to the address that was checked, so a name cannot change its address in between.
 */
final class AddressGuard {
    private final boolean isPrivateAllowed;

    AddressGuard(boolean isPrivateAllowed) {
        this.isPrivateAllowed = isPrivateAllowed;
    }

    /** The address to connect to; throws CON-241 when one of the name's addresses is forbidden. */
    InetAddress checked(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress address : all) {
            if (!isAllowed(address)) {
                throw MillraceException.of(
                        WebhookError.FORBIDDEN_ADDRESS,
                        "webhook host \"" + host + "\" has the address " + address.getHostAddress()
                                + ", which is private, link-local or reserved",
                        "Use a public address, or set 'allow-private' = 'true' when the receiver is yours.");
            }
        }
        return all[0];
    }

    boolean isAllowed(InetAddress address) {
        byte[] b = address.getAddress();
        if (address instanceof Inet6Address && isMapped(b)) {
            return isAllowed4(new byte[] {b[12], b[13], b[14], b[15]}, false);
        }
        return address instanceof Inet4Address ? isAllowed4(b, address.isLoopbackAddress()) : isAllowed6(address, b);
    }

    /** An IPv4 address inside of IPv6: mapped, compatible, NAT64 or 6to4 are judged by what is inside or refused. */
    private static boolean isMapped(byte[] b) {
        for (int i = 0; i < 10; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return b[10] == (byte) 0xFF && b[11] == (byte) 0xFF;
    }

    private boolean isAllowed4(byte[] b, boolean isLoopback) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        boolean isNever = first == 0 || first >= 224 || (first == 169 && second == 254);
        boolean isPrivate = first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 100 && second >= 64 && second < 128)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 192 && second == 0);
        return isLoopback || (!isNever && first != 127 && (isPrivateAllowed || !isPrivate));
    }

    private boolean isAllowed6(InetAddress address, byte[] b) {
        boolean isUniqueLocal = (b[0] & 0xFE) == 0xFC;
        boolean isTunnel = (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0 && b[1] == 0x64);
        boolean isNever = address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || address.isSiteLocalAddress()
                || isTunnel;
        return address.isLoopbackAddress() || (!isNever && (isPrivateAllowed || !isUniqueLocal));
    }
}
