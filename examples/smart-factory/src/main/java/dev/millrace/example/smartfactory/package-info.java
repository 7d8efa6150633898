// SPDX-License-Identifier: Apache-2.0
/**
 * The plant of the smart-factory example: 500 machines with four sensors each that read ten times a second, and what happens to
 * them, with labels.
 *
 * <p>Start with {@link dev.millrace.example.smartfactory.SmartFactory}, which sends. What is sent is a function of seed, sensor
 * and tick alone ({@link dev.millrace.example.smartfactory.Signals}); what goes wrong and when is in {@link
 * dev.millrace.example.smartfactory.IncidentPlan}. A tick is 100 ms, tick 0 is the beginning of the live part.
 */
package dev.millrace.example.smartfactory;
