// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated devices: real MQTT 3.1.1 connections that publish at QoS 1, many of them on one thread.
 *
 * <p>Start with {@link dev.millrace.example.device.DeviceConnection}. It writes packets that were prepared before and reads
 * acknowledgements, nothing else: a client library builds objects for every publish, and the load must not cost the processor
 * time that it is there to measure.
 */
package dev.millrace.example.device;
