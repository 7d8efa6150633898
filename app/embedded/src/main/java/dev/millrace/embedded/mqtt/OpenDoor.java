// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Lets every client in. Without an extension that decides it, HiveMQ lets nobody in. */
final class OpenDoor implements ExtensionMain {
    private static final int PRIORITY = 1000;

    private final Runnable whenStarted;

    /** @param whenStarted may use the services of the broker */
    OpenDoor(Runnable whenStarted) {
        this.whenStarted = whenStarted;
    }

    EmbeddedExtension extension() {
        return EmbeddedExtension.builder()
                .withId("millrace")
                .withName("Millrace")
                .withVersion("1")
                .withPriority(PRIORITY)
                .withStartPriority(PRIORITY)
                .withExtensionMain(this)
                .build();
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        SimpleAuthenticator everybody = (request, answer) -> answer.authenticateSuccessfully();
        Services.securityRegistry().setAuthenticatorProvider(provider -> everybody);
        whenStarted.run();
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // Nothing was opened.
    }
}
