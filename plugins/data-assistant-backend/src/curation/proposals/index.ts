export { ParameterProposer } from './ParameterProposer';
