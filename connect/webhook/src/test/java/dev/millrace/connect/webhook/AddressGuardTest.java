// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.MillraceException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "fe80::1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "::"
            })
    void metadata_and_reserved_addresses_are_never_reached(String address) throws Exception {
        assertFalse(new AddressGuard(false).isAllowed(InetAddress.getByName(address)));
        assertFalse(new AddressGuard(true).isAllowed(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1"})
    void private_addresses_are_reached_only_when_allowed(String address) throws Exception {
        assertFalse(new AddressGuard(false).isAllowed(InetAddress.getByName(address)));
        assertTrue(new AddressGuard(true).isAllowed(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "8.8.8.8", "172.32.0.1", "2001:4860:4860::8888"})
    void loopback_and_public_addresses_are_reached(String address) throws Exception {
        assertTrue(new AddressGuard(false).isAllowed(InetAddress.getByName(address)));
    }

    @Test
    void a_forbidden_host_is_named_with_its_address() {
        MillraceException refused =
                assertThrows(MillraceException.class, () -> new AddressGuard(false).checked("169.254.169.254"));

        assertEquals("CON-241", refused.code().id());
        assertTrue(refused.getMessage().contains("169.254.169.254"));
    }
}
