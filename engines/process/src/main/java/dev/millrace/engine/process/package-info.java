// SPDX-License-Identifier: Apache-2.0
/**
 * Engines in a process of their own, so that their libraries and ours never meet.
 *
 * <p>On our side {@link dev.millrace.engine.process.EngineProcess} starts and ends the process and asks it; {@link
 * dev.millrace.engine.process.ProcessScenarioEngine} is any engine over there as scenarios drive it. On the other side {@link
 * dev.millrace.engine.process.EngineServer} answers, with {@link dev.millrace.engine.process.ScenarioService} for scenarios.
 */
package dev.millrace.engine.process;
